"""Events that the registration service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, Facts, event
from chassis.contracts.hall import SEAT_LABEL, HallFacts

INVITEE_KINDS = ("unit", "guest")
ANSWERS = ("attends", "declines")
DELEGATE_KINDS = ("delegate", "presenter", "commended", "unlisted")
DELEGATE_STATES = ("waiting", "registered", "confirmed", "excused", "cancelled", "substituted")
CONFLICT_KINDS = ("not_admissible", "undone", "left")
CONFLICT_DECISIONS = ("count", "discard", "settled")
COMMENDATION_STATES = ("waiting", "called", "received")


class InvitationData(EventData):
    """An invitation as it now is: who is invited, under which number, and the private link to answer by."""

    invitation_id = fields.UUID(required=True)
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    issue = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(min=0),
        metadata={"description": "Grows by one with each (re-)issue; 0 is a draft."},
    )
    invitee_kind = fields.String(required=True, validate=validate.OneOf(INVITEE_KINDS))
    invitee_code = fields.String(required=True, validate=CODE)
    invitee_name = fields.String(required=True, metadata={"description": "The unit, or the guest's full name."})
    invitee_post = fields.String(load_default=None, allow_none=True)
    category = fields.String(load_default=None, allow_none=True, validate=CODE)
    quota = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    recipient_name = fields.String(load_default=None, allow_none=True)
    recipient_email = fields.Email(load_default=None, allow_none=True)
    recipient_phone = fields.String(
        load_default=None, allow_none=True, metadata={"description": "For a short text where no e-mail arrives."}
    )
    issued_at = fields.AwareDateTime(
        load_default=None, allow_none=True, metadata={"description": "When this issue went out; null for a draft."}
    )
    link = fields.String(required=True, metadata={"description": "Path of the private link under the public address."})


@event("registration.invitation_issued.v1", subject="invitation")
class InvitationIssued(InvitationData):
    """An invitation went out, for the first time or anew. Links of earlier issues no longer open."""


@event("registration.invitation_updated.v1", subject="invitation")
class InvitationUpdated(InvitationData):
    """What the plan says of an invitation that is out changed: its words or recipient. Issue and link stay."""


@event("registration.invitation_withdrawn.v1", subject="invitation")
class InvitationWithdrawn(InvitationData):
    """An invitation was taken back; its link no longer opens."""


@event("registration.invitation_answered.v1", subject="invitation")
class InvitationAnswered(EventData):
    """A unit or guest answered. A later answer replaces the earlier one."""

    invitation_id = fields.UUID(required=True)
    invitee_kind = fields.String(required=True, validate=validate.OneOf(INVITEE_KINDS))
    invitee_code = fields.String(required=True, validate=CODE)
    invitee_name = fields.String(required=True)
    answer = fields.String(required=True, validate=validate.OneOf(ANSWERS))
    attending = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    reason = fields.String(load_default=None, allow_none=True)
    answered_at = fields.AwareDateTime(required=True)


class AffiliationFacts(Facts):
    """Another unit that named the same person."""

    unit = fields.String(required=True, validate=CODE)
    unit_name = fields.String(required=True)


class DelegateData(EventData):
    """A delegate as they now are."""

    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    post = fields.String(load_default=None, allow_none=True)
    email = fields.Email(load_default=None, allow_none=True)
    phone = fields.String(
        load_default=None, allow_none=True, metadata={"description": "For a short text where no e-mail arrives."}
    )
    kind = fields.String(required=True, validate=validate.OneOf(DELEGATE_KINDS))
    category = fields.String(required=True, validate=CODE)
    unit = fields.String(load_default=None, allow_none=True, validate=CODE)
    unit_name = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "Names of all their units, as they are printed; of their organisation without one."},
    )
    affiliations = fields.List(
        fields.Nested(AffiliationFacts), load_default=list, metadata={"description": "Units beside the first."}
    )
    substitute_for = fields.UUID(
        load_default=None, allow_none=True, metadata={"description": "The delegate whose place this one took over."}
    )
    substitute_for_name = fields.String(load_default=None, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(DELEGATE_STATES))
    link = fields.String(required=True, metadata={"description": "Path of the delegate's private link."})
    seat = fields.String(
        load_default=None,
        allow_none=True,
        validate=SEAT_LABEL,
        metadata={"description": "As last published, while the delegate is to come: `A-05` is the fifth of row A."},
    )


@event("registration.delegate_registered.v1", subject="delegate")
class DelegateRegistered(DelegateData):
    """A delegate was named: within the quota (`registered`) or over it (`waiting`)."""


@event("registration.delegate_updated.v1", subject="delegate")
class DelegateUpdated(DelegateData):
    """Details of a delegate changed, or the organizer admitted one from the waiting list."""


class PassFacts(Facts):
    """A pass to print and show. `text` is what the QR holds: CWT in COSE_Sign1, base45 (RFC 8392, 9052, 9285)."""

    pass_id = fields.UUID(required=True)
    text = fields.String(required=True)
    code = fields.String(required=True, metadata={"description": "Short code to be typed at the gate."})
    expires_at = fields.AwareDateTime(required=True)


@event("registration.delegate_confirmed.v1", subject="delegate")
class DelegateConfirmed(DelegateData):
    """A delegate will come, and holds this pass. Any earlier pass of theirs is dead."""

    pass_ = fields.Nested(PassFacts, required=True, data_key="pass", attribute="pass")


@event("registration.delegate_excused.v1", subject="delegate")
class DelegateExcused(DelegateData):
    """A delegate will not come (excused), or was taken off the list (cancelled). Their pass is dead."""

    reason = fields.String(load_default=None, allow_none=True)


class SubstituteFacts(Facts):
    """Who comes instead."""

    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    post = fields.String(load_default=None, allow_none=True)


@event("registration.delegate_substituted.v1", subject="delegate")
class DelegateSubstituted(DelegateData):
    """A delegate's place passed to another person, who is confirmed in the same moment. The delegate's pass is dead."""

    substitute = fields.Nested(SubstituteFacts, required=True)
    reason = fields.String(load_default=None, allow_none=True)
    focal_point_name = fields.String(load_default=None, allow_none=True)
    focal_point_email = fields.Email(
        load_default=None, allow_none=True, metadata={"description": "Of the unit, which is told as well."}
    )


@event("registration.pass_revoked.v1", subject="pass")
class PassRevoked(EventData):
    """A pass is dead and must not open a gate, even one without a network."""

    pass_id = fields.UUID(required=True)
    delegate_id = fields.UUID(required=True)
    reason = fields.String(required=True)


class AttendanceData(EventData):
    """One accepted check-in."""

    check_in_id = fields.UUID(required=True)
    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    unit = fields.String(load_default=None, allow_none=True, validate=CODE)
    unit_name = fields.String(load_default=None, allow_none=True)
    category = fields.String(required=True, validate=CODE)
    gate = fields.String(required=True, validate=CODE)
    scanned_at = fields.AwareDateTime(required=True, metadata={"description": "By the station's clock."})
    happened_at = fields.AwareDateTime(
        load_default=None, allow_none=True, metadata={"description": "The scan, by the server's clock."}
    )


@event("registration.attendance_recorded.v1", subject="check_in")
class AttendanceRecorded(AttendanceData):
    """A delegate came in: the first accepted scan of their pass."""


@event("registration.attendance_undone.v1", subject="check_in")
class AttendanceUndone(AttendanceData):
    """A check-in was undone; the delegate counts as absent until the next scan."""


class CheckInConflictData(EventData):
    """A line of the check-in log that contradicts others: a station let somebody in, and the server knows better."""

    conflict_id = fields.UUID(required=True)
    check_in_id = fields.UUID(required=True)
    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    unit_name = fields.String(load_default=None, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(CONFLICT_KINDS))
    gate = fields.String(required=True)
    happened_at = fields.AwareDateTime(required=True, metadata={"description": "The scan, by the server's clock."})


@event("registration.check_in_conflict_opened.v1", subject="check_in_conflict")
class CheckInConflictOpened(CheckInConflictData):
    """A contradiction in the check-in log waits for an organizer. The scan does not count until then."""


@event("registration.check_in_conflict_resolved.v1", subject="check_in_conflict")
class CheckInConflictResolved(CheckInConflictData):
    """A contradiction was decided: the scan counts or is discarded; or later facts left nothing to decide (settled)."""

    decision = fields.String(required=True, validate=validate.OneOf(CONFLICT_DECISIONS))
    resolved_by = fields.String(required=True)
    reason = fields.String(required=True)


class CommendationData(EventData):
    """Which commendation."""

    commendation_id = fields.UUID(required=True)


@event("registration.commendation_changed.v1", subject="commendation")
class CommendationChanged(CommendationData):
    """A commendation as it now is: added, corrected, moved in the order of call, called, handed over, or taken back."""

    position = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    title = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(COMMENDATION_STATES))
    delegate_id = fields.UUID(
        load_default=None, allow_none=True, metadata={"description": "Empty for a unit or a collective."}
    )
    unit = fields.String(load_default=None, allow_none=True, validate=CODE)
    recipient_name = fields.String(required=True)
    recipient_post = fields.String(load_default=None, allow_none=True)
    unit_name = fields.String(load_default=None, allow_none=True)
    proxy_delegate_id = fields.UUID(load_default=None, allow_none=True)
    proxy_name = fields.String(load_default=None, allow_none=True, metadata={"description": "Receives on behalf."})


@event("registration.commendation_removed.v1", subject="commendation")
class CommendationRemoved(CommendationData):
    """A commendation was taken off the list."""


class SeatFacts(Facts):
    """Who sits on a seat. Names are not repeated: readers know the delegates."""

    seat = fields.String(required=True, validate=SEAT_LABEL)
    delegate_id = fields.UUID(required=True)


@event("registration.seating_published.v1", subject="seating_plan")
class SeatingPublished(EventData):
    """The office made the seating known. Whose seat is another one than before is told by `delegate_updated`, too."""

    published_at = fields.AwareDateTime(required=True)
    hall = fields.Nested(HallFacts, required=True)
    seats = fields.List(fields.Nested(SeatFacts), required=True)
