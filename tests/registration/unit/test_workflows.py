"""The workflows as they were agreed. A change of a table is a change of this picture."""

from __future__ import annotations

from services.registration.workflows.commendation import COMMENDATION_WORKFLOW
from services.registration.workflows.delegate import DELEGATE_WORKFLOW
from services.registration.workflows.invitation import INVITATION_WORKFLOW
from services.registration.workflows.unlisted import UNLISTED_WORKFLOW


def _picture(workflow: object) -> list[str]:
    return [
        f"{row.source} {row.action} {row.target} {' '.join(sorted(row.roles))}"
        for row in workflow.transitions  # type: ignore[attr-defined]
    ]


def test_invitation_workflow() -> None:
    assert _picture(INVITATION_WORKFLOW) == [
        "draft issue issued organizer",
        "draft withdraw withdrawn organizer",
        "issued answer answered delegate organizer unit",
        "issued reissue issued organizer",
        "issued withdraw withdrawn organizer",
        "answered answer answered delegate organizer unit",
        "answered reissue answered organizer",
        "answered withdraw withdrawn organizer",
        "withdrawn reissue issued organizer",
    ]


def test_unlisted_workflow() -> None:
    assert _picture(UNLISTED_WORKFLOW) == [
        "waiting vouch confirmed organizer receptionist",
        "waiting refuse cancelled organizer receptionist",
        "confirmed cancel cancelled organizer",
    ]


def test_delegate_workflow() -> None:
    assert _picture(DELEGATE_WORKFLOW) == [
        "waiting admit registered organizer",
        "waiting excuse excused delegate organizer unit",
        "waiting cancel cancelled organizer unit",
        "registered confirm confirmed delegate organizer unit",
        "registered excuse excused delegate organizer unit",
        "registered cancel cancelled organizer unit",
        "registered substitute substituted delegate organizer receptionist unit",
        "confirmed excuse excused delegate organizer unit",
        "confirmed cancel cancelled organizer unit",
        "confirmed substitute substituted delegate organizer receptionist unit",
        "excused confirm confirmed delegate organizer unit",
        "excused cancel cancelled organizer unit",
        "excused wait waiting delegate unit",
    ]


def test_commendation_workflow() -> None:
    assert _picture(COMMENDATION_WORKFLOW) == [
        "waiting call called chair organizer receptionist",
        "called receive received chair organizer receptionist",
        "called take_back waiting chair organizer receptionist",
        "received take_back called chair organizer receptionist",
    ]
