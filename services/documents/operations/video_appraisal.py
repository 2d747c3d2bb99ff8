"""Judging the film: beginning, asking for changes, agreeing, approving, reopening. Each names the cut by its checksum.

What an approval froze is on the film (`approved_number`, `approved_sha256`): that file is scheduled and shown.
"""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import select

from chassis.messaging import outbox
from chassis.web.problems import Problem
from services.documents.models import (
    FilmDecision,
    VideoVerdict,
    VideoVersion,
    VideoVersionState,
    Weight,
)
from services.documents.operations.film_in_hand import FilmInHand
from services.documents.operations.obligations import fulfil_obligation
from services.documents.operations.video_process import current_cut, film_told
from services.documents.problems.film import ALREADY_AGREED, FILM_MUST_FIX_LEFT, NO_CHANGES_SAID
from services.documents.queries.film_thresholds import film_appraisers
from services.documents.queries.video_appraisal import cut_of, must_agree, standing_agreements, unsettled_comments
from services.documents.workflows.submission import SubmissionState
from services.documents.workflows.video_report import VideoReportAction

APPRAISED = "documents.video_appraised.v1"


def begin_appraisal(hand: FilmInHand, sha256: str) -> None:
    """Take the inspected cut up. Raises `Problem`: cut-changed, done-meanwhile, step-not-possible."""
    cut = current_cut(hand.session, hand.film, sha256)
    hand.step(VideoReportAction.BEGIN)
    _announce(hand, cut, "begun", None)


def request_changes(hand: FilmInHand, sha256: str, word: str | None) -> None:
    """Send the cut back: the broadcaster sees every comment and owes the film anew. Agreements to it end.

    Raises `Problem`: cut-changed, done-meanwhile, step-not-possible, no-changes-said.
    """
    cut = current_cut(hand.session, hand.film, sha256)
    hand.step(VideoReportAction.REQUEST_CHANGES, word)
    unsettled = unsettled_comments(hand.session, hand.film)
    if word is None and not any(each.weight is Weight.MUST_FIX for each in unsettled):
        raise Problem(NO_CHANGES_SAID)
    _end_verdicts(hand, cut)
    _keep_verdict(hand, cut, FilmDecision.REQUEST_CHANGES, word)
    cut.state = VideoVersionState.CHANGES_REQUESTED
    _release(hand)
    _announce(hand, cut, "changes_requested", word)
    _let_stand(hand, SubmissionState.RETURNED)


def approve(hand: FilmInHand, sha256: str, word: str | None) -> None:
    """Say that the cut may be shown. Where the plan wants two people, the first of them agrees and the second approves.

    Raises `Problem`: cut-changed, done-meanwhile, step-not-possible, already-agreed, film-must-fix-left.
    """
    session, film = hand.session, hand.film
    cut = current_cut(session, film, sha256)
    agreed = standing_agreements(session, cut)
    left = sum(each.weight is Weight.MUST_FIX for each in unsettled_comments(session, film))
    enough = len(agreed) + 1 >= must_agree(session, film.conference)
    hand.step(VideoReportAction.APPROVE if enough else VideoReportAction.AGREE, word)
    if any(each.subject == hand.by.subject for each in agreed):
        raise Problem(ALREADY_AGREED)
    if left:
        raise Problem(FILM_MUST_FIX_LEFT, members={"left": left}, count=left)
    if enough:
        # Before anything is flushed: the database holds that what is approved has its checksum.
        film.approved_number, film.approved_sha256 = cut.number, cut.sha256
    _keep_verdict(hand, cut, FilmDecision.APPROVE, word)
    if not enough:
        _announce(hand, cut, "agreed", word)
        return
    cut.state = VideoVersionState.APPROVED
    _release(hand)
    _announce(hand, cut, "approved", word)
    _let_stand(hand, SubmissionState.ACCEPTED)


def reopen_appraisal(hand: FilmInHand, sha256: str, reason: str) -> None:
    """Judge the cut again that was approved or sent back: verdicts on it end, nothing is approved any more.

    Raises `Problem`: cut-changed, done-meanwhile, step-not-possible.
    """
    cut = current_cut(hand.session, hand.film, sha256)
    hand.step(VideoReportAction.REOPEN, reason)
    hand.film.approved_number = hand.film.approved_sha256 = None
    cut.state = VideoVersionState.INSPECTED
    _end_verdicts(hand, cut)
    _announce(hand, cut, "reopened", reason)
    _let_stand(hand, SubmissionState.RECEIVED)


def _keep_verdict(hand: FilmInHand, cut: VideoVersion, decision: FilmDecision, word: str | None) -> None:
    hand.session.add(
        VideoVerdict(
            id=uuid4(),
            conference=hand.film.conference,
            video_report_id=hand.film.id,
            version_id=cut.id,
            number=cut.number,
            sha256=cut.sha256,
            decision=decision,
            word=word,
            by=hand.by.name,
            role=hand.by.role.value,
            subject=hand.by.subject,
            at=hand.clock(),
        )
    )
    hand.session.flush()


def _end_verdicts(hand: FilmInHand, cut: VideoVersion) -> None:
    standing = select(VideoVerdict).where(VideoVerdict.version_id == cut.id, VideoVerdict.ended_at.is_(None))
    for each in hand.session.scalars(standing).all():
        each.ended_at = hand.clock()
    hand.session.flush()


def _release(hand: FilmInHand) -> None:
    """From now on the broadcaster sees what was said."""
    for comment in unsettled_comments(hand.session, hand.film):
        comment.released_at = comment.released_at or hand.clock()


def _let_stand(hand: FilmInHand, stands: SubmissionState) -> None:
    cut = cut_of(hand.session, hand.film)
    came_at = None if cut is None or stands is SubmissionState.RETURNED else cut.uploaded_at
    about = (hand.film.conference, hand.obligation.kind, hand.obligation.unit, stands)
    fulfil_obligation(hand.session, *about, clock=hand.clock, came_at=came_at)


def _announce(hand: FilmInHand, cut: VideoVersion, decision: str, word: str | None) -> None:
    session, film = hand.session, hand.film
    comments = unsettled_comments(session, film)
    told = film_told(session, film, hand.obligation, cut) | {
        "decision": decision,
        "word": word,
        "by": hand.by.name,
        "agreed": len(standing_agreements(session, cut)),
        "must_agree": must_agree(session, film.conference),
        "appraisers": film_appraisers(session, film.conference),
        "comments": [
            {
                "from_ms": each.from_ms,
                "to_ms": each.to_ms,
                "number": each.number,
                "category": each.category.value,
                "weight": each.weight.value,
                "text": each.text,
            }
            for each in comments
        ],
    }
    outbox.record(session, film, APPRAISED, told, clock=hand.clock)
