"""The process of the film: its table in words, and what every event about it says."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from chassis.web.problems import STEP_NOT_POSSIBLE, Problem
from services.documents.models import Obligation, VideoReport, VideoVersion
from services.documents.operations.steps import Process, moment_in_words
from services.documents.problems.film import CUT_CHANGED
from services.documents.queries.focal_points import focal_point_of
from services.documents.queries.video_appraisal import cut_of
from services.documents.workflows.video_report import BROADCASTS_DONE, DONE, VIDEO_REPORT_WORKFLOW

FILM = Process(VIDEO_REPORT_WORKFLOW, DONE | BROADCASTS_DONE)


def current_cut(session: Session, film: VideoReport, sha256: str) -> VideoVersion:
    """The newest version, where it is the one that the caller has seen. Raises `Problem` cut-changed."""
    cut = cut_of(session, film)
    if cut is None:
        raise Problem(STEP_NOT_POSSIBLE, members={"state": film.state.value})
    if cut.sha256 != sha256:
        at = moment_in_words(session, film.conference, cut.uploaded_at)
        members = {"number": cut.number, "sha256": cut.sha256}
        raise Problem(CUT_CHANGED, members=members, cut=cut.number, by=cut.uploaded_by, at=at)
    return cut


def film_told(session: Session, film: VideoReport, obligation: Obligation, version: VideoVersion) -> dict[str, Any]:
    """Data of every event about a film, with whom letters about it go to."""
    return {
        "conference": film.conference,
        "video_report_id": film.id,
        "obligation_id": obligation.id,
        "title": obligation.title,
        "unit": obligation.unit,
        "unit_name": obligation.unit_name,
        "state": film.state.value,
        "version_id": version.id,
        "number": version.number,
        "filename": version.filename,
        "size": version.size,
        "sha256": version.sha256,
        **focal_point_of(session, film.conference, obligation.unit),
    }
