"""Which rows a change locks, and in which order: conference → invitation → seating plan → unit → delegate.

Whoever needs several takes them in this order, so that two transactions never wait for each other; a later one may be
taken alone. A lock is FOR NO KEY UPDATE: it keeps other changes of the row waiting, but not the inserts that merely
point to it (every line of a history points to its conference).

    applying a plan        conference, all its invitations, its seating plan, all its units, then delegates
    seating                the seating plan, then delegates where their seats are published
    answering, withdrawing the invitation, its unit or its guest
    a step of a delegate   the invitation of a guest, the units that named them by code, the delegate
    a scan, an undo        the delegate: what is decided about one is decided one after the other
    a batch of scans       all its delegates, by id
"""

from __future__ import annotations

LOCK = {"key_share": True}
"""`with_for_update` of `Session.get` and `Session.refresh`; a SELECT says `with_for_update(key_share=True)`."""
