"""What must hold after any fault, in both modes: nothing lost, nothing twice, copies equal to their sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.messaging.inbox import State
from chassis.messaging.tables import outbox
from hoinghi import settings
from services.documents import models as documents
from services.notification import models as notification
from services.notification.models import MessageKind
from services.notification.models.kind import REMINDERS
from services.notification.workflows.message import MessageState
from services.registration import models as registration
from tests.faults.books import Books
from tests.faults.client import Client
from tests.faults.load import GATES, Promised

DELEGATE = ("conference", "full_name", "state", "unit", "post")


@dataclass
class Aftermath:
    """What is left after the faults: the answers that were given, and the books."""

    slug: str
    promised: Promised
    books: Books
    client: Client


class Checks:
    """The tests; each mode has them with an `aftermath` of its own."""

    def test_every_registration_that_was_answered_is_there_and_no_other(self, aftermath: Aftermath) -> None:
        assert {each.id for each in delegates(aftermath)} == aftermath.promised.delegates

    def test_no_delegate_is_counted_twice_against_the_quota(self, aftermath: Aftermath) -> None:
        states = Counter(each.state.value for each in delegates(aftermath))
        assert states == {"confirmed": len(aftermath.promised.delegates)}

    def test_every_pass_that_was_answered_is_there_and_no_other(self, aftermath: Aftermath) -> None:
        held = of_conference(aftermath, "registration", registration.Pass)
        assert Counter((each.delegate_id, each.id) for each in held) == Counter(aftermath.promised.passes.items())

    def test_every_accepted_check_in_is_in_the_log_once(self, aftermath: Aftermath) -> None:
        accepted = log(aftermath, registration.Outcome.ACCEPTED)
        assert Counter(accepted) == Counter((line, each) for each, line in aftermath.promised.check_ins.items())

    def test_every_delegate_came_in_once(self, aftermath: Aftermath) -> None:
        accepted = log(aftermath, registration.Outcome.ACCEPTED)
        assert Counter(delegate for _, delegate in accepted) == Counter(aftermath.promised.delegates)

    def test_every_second_scan_is_in_the_log_as_a_duplicate(self, aftermath: Aftermath) -> None:
        assert Counter(log(aftermath, registration.Outcome.DUPLICATE)) == Counter(aftermath.promised.duplicates.items())

    def test_no_scan_was_refused(self, aftermath: Aftermath) -> None:
        assert log(aftermath, registration.Outcome.REFUSED) == []

    def test_attendance_is_the_number_of_accepted_check_ins(self, aftermath: Aftermath) -> None:
        attendance = aftermath.client.get(f"/conferences/{aftermath.slug}/attendance").body
        present = {each["code"]: each["present"] for each in attendance["by_gate"]}
        counted = Counter(aftermath.promised.gates.values())
        assert (attendance["totals"]["present"], present) == (counted.total(), {gate: counted[gate] for gate in GATES})

    def test_every_check_in_was_announced_once(self, aftermath: Aftermath) -> None:
        accepted = select(outbox.c.subject).where(outbox.c.type == "registration.attendance_recorded.v1")
        announced = Counter(subject for (subject,) in aftermath.books.rows("registration", accepted))
        assert announced == Counter(f"check_in/{line}" for line in aftermath.promised.check_ins.values())

    def test_no_event_waits_to_be_told(self, aftermath: Aftermath) -> None:
        waiting = select(outbox.c.type, outbox.c.subject).where(outbox.c.sent_at.is_(None))
        assert [row for part in settings.PARTS for row in aftermath.books.rows(part, waiting)] == []

    def test_no_event_failed(self, aftermath: Aftermath) -> None:
        assert aftermath.books.failures() == []

    def test_every_event_took_effect_in_each_service_that_handles_it(self, aftermath: Aftermath) -> None:
        published = aftermath.books.published()
        meant = {
            part: {event for event, kind in published.items() if kind in types}
            for part, types in aftermath.books.bindings.items()
        }
        assert {part: aftermath.books.received(part, State.APPLIED) for part in meant} == meant

    def test_no_message_was_unreadable(self, aftermath: Aftermath) -> None:
        assert aftermath.books.lost_letters() == 0

    def test_the_events_of_a_subject_are_numbered_without_gaps(self, aftermath: Aftermath) -> None:
        found = [row for part in settings.PARTS for row in aftermath.books.sequences(part).items()]
        assert [(subject, numbers) for subject, numbers in found if numbers != list(range(1, len(numbers) + 1))] == []

    def test_documents_keeps_the_delegates_of_registration(self, aftermath: Aftermath) -> None:
        codes = {each.delegate_id: (each.id, each.code) for each in everything(aftermath, registration.Pass)}
        known = {
            each.id: (*facts(each, DELEGATE), each.kind, each.category, (each.pass_id, each.pass_code))
            for each in everything(aftermath, documents.Delegate)
        }
        assert known == {
            each.id: (*facts(each, DELEGATE), each.kind.value, each.category, codes.get(each.id, (None, None)))
            for each in everything(aftermath, registration.Delegate)
        }

    def test_documents_keeps_the_invitations_of_registration(self, aftermath: Aftermath) -> None:
        names = ("conference", "number", "issue", "state", "invitee_code")
        known = {each.id: facts(each, names) for each in everything(aftermath, documents.Invitation)}
        assert known == {each.id: facts(each, names) for each in issued(aftermath)}

    def test_each_pass_and_each_invitation_has_one_paper(self, aftermath: Aftermath) -> None:
        papers = Counter(each.reason for each in everything(aftermath, documents.Paper) if each.current)
        passes = [f"pass:{each.id}" for each in everything(aftermath, registration.Pass)]
        assert papers == Counter(passes + [invitation_reason(each) for each in issued(aftermath)])

    def test_each_paper_was_announced_once(self, aftermath: Aftermath) -> None:
        rendered = select(outbox.c.subject).where(outbox.c.type == "documents.document_rendered.v1")
        announced = Counter(subject for (subject,) in aftermath.books.rows("documents", rendered))
        assert announced == Counter(f"paper/{each.id}" for each in everything(aftermath, documents.Paper))

    def test_notification_keeps_the_delegates_of_registration(self, aftermath: Aftermath) -> None:
        codes = {each.delegate_id: (each.id, each.code) for each in everything(aftermath, registration.Pass)}
        known = {
            each.id: (*facts(each, DELEGATE), each.email, (each.pass_id, each.code))
            for each in everything(aftermath, notification.Delegate)
        }
        assert known == {
            each.id: (*facts(each, DELEGATE), each.email, codes.get(each.id, (None, None)))
            for each in everything(aftermath, registration.Delegate)
        }

    def test_there_is_one_message_for_each_reason(self, aftermath: Aftermath) -> None:
        reasons = Counter(each.reason for each in letters(aftermath))
        people = everything(aftermath, registration.Delegate)
        passes = everything(aftermath, registration.Pass)
        expected = [f"registered:{each.id}" for each in people] + [f"pass:{each.id}" for each in passes]
        assert reasons == Counter(expected + [invitation_reason(each) for each in issued(aftermath)])

    def test_every_message_left_or_is_marked_uncertain_or_no_longer_held(self, aftermath: Aftermath) -> None:
        found = {(each.kind, each.state) for each in messages(aftermath)}
        left = {(kind, state) for kind in MessageKind for state in (MessageState.SENT, MessageState.UNCERTAIN)}
        assert found - left <= {(MessageKind.DELEGATE_REGISTERED, MessageState.CANCELLED)}

    def test_every_sent_message_was_logged_as_delivered_once(self, aftermath: Aftermath) -> None:
        lines = everything(aftermath, notification.Delivery)
        delivered = Counter(each.message_id for each in lines if each.outcome is notification.Outcome.DELIVERED)
        sent = [each for each in everything(aftermath, notification.Message) if each.state is MessageState.SENT]
        assert delivered == Counter(each.id for each in sent)

    def test_registration_knows_what_became_of_each_invitation(self, aftermath: Aftermath) -> None:
        fates = {each.about: each.state for each in letters(aftermath)}
        words = {MessageState.SENT: registration.Delivery.SENT, MessageState.UNCERTAIN: registration.Delivery.FAILED}
        assert {each.id: each.delivery for each in issued(aftermath)} == {
            each.id: words[fates[each.id]] for each in issued(aftermath)
        }


def everything(aftermath: Aftermath, model: type[Any]) -> list[Any]:
    """All rows of a table."""
    return aftermath.books.everything(model.__module__.split(".")[1], model)


def of_conference(aftermath: Aftermath, part: str, model: type[Any]) -> list[Any]:
    """All rows of a table that belong to the conference under load."""
    return [each for each in aftermath.books.everything(part, model) if each.conference == aftermath.slug]


def delegates(aftermath: Aftermath) -> list[registration.Delegate]:
    """The delegates of the conference under load."""
    return of_conference(aftermath, "registration", registration.Delegate)


def messages(aftermath: Aftermath) -> list[notification.Message]:
    """The messages of the conference under load that were to leave at once."""
    return [each for each in letters(aftermath) if each.conference == aftermath.slug]


def letters(aftermath: Aftermath) -> list[notification.Message]:
    """What was to leave at once, of all conferences: not the reminders."""
    return [each for each in everything(aftermath, notification.Message) if each.kind not in REMINDERS]


def issued(aftermath: Aftermath) -> list[registration.Invitation]:
    """The invitations that went out, of all conferences."""
    return [each for each in everything(aftermath, registration.Invitation) if each.issue > 0]


def invitation_reason(invitation: registration.Invitation) -> str:
    """For what a paper or message of an invitation is made."""
    return f"invitation:{invitation.id}:{invitation.issue}"


def log(aftermath: Aftermath, outcome: registration.Outcome) -> list[tuple[UUID, UUID]]:
    """The lines of the check-in log with this outcome: line and delegate."""
    lines = of_conference(aftermath, "registration", registration.CheckIn)
    return [(each.id, each.delegate_id) for each in lines if each.outcome is outcome]


def facts(thing: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    """Some attributes, as their plain values."""
    return tuple(getattr(value, "value", value) for value in (getattr(thing, name) for name in names))
