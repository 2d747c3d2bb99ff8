"""The agenda of a conference as data: its items, their times, what is wrong, what differs, how far it is. Pure.

    entry      an item, and how it is stored
    times      when each begins and ends: durations ripple from the conference's beginning
    problems   what an organizer ought to mend, in words
    difference what differs between two agendas, in words
    run        actual times, and when the rest will begin

Times are whole minutes after the conference's beginning: a conference that is moved takes its agenda along.
"""

from services.documents.agenda.difference import Clock, Difference, DifferenceKind, differences
from services.documents.agenda.entry import Entry, entry_data, entry_of
from services.documents.agenda.problems import Circumstances, Flaw, Speaker, flaws_of
from services.documents.agenda.times import Slot, ends, slots

__all__ = [
    "Circumstances",
    "Clock",
    "Difference",
    "DifferenceKind",
    "Entry",
    "Flaw",
    "Slot",
    "Speaker",
    "differences",
    "ends",
    "entry_data",
    "entry_of",
    "flaws_of",
    "slots",
]
