"""Letters about the film: what the machine found in a cut, to its broadcaster and to those who appraise it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chassis.language import Text
from services.notification.composing.composer import Composer
from services.notification.composing.letter import Letter
from services.notification.models import Conference, MessageKind

VERDICTS: Mapping[str, Text] = {
    "good": Text("đạt", "good"),
    "failure": Text("không đạt", "failed"),
    "warning": Text("cần xem lại", "look again"),
    "cannot_tell": Text("chưa xác định", "cannot tell"),
}
MOST_LISTED = 10
"""Findings in a letter; the page shows them all."""


def film_inspected(composer: Composer, conference: Conference, film: Mapping[str, Any]) -> Letter:
    """To the broadcaster: the verdict, and how to mend what is not as asked."""
    page, values = _page(conference, film), _values(film)
    kind = MessageKind.FILM_INSPECTED
    return composer.letter(kind, conference, page, broadcaster(film), person=film["recipient_name"], **values)


def film_ready(
    composer: Composer, conference: Conference, film: Mapping[str, Any], appraiser: Mapping[str, Any] | None
) -> Letter:
    """To one of its appraisers, or (None) to the office: a cut can be appraised."""
    person, body, email = addressee(conference, appraiser)
    values = _values(film) | {"person": person, "body": body, "summary": _summary(film)}
    page = _page(conference, film)
    return composer.letter(MessageKind.FILM_READY, conference, page, (person or body, email), **values)


def broadcaster(film: Mapping[str, Any]) -> tuple[str, str | None]:
    """Name and address of the focal point of whoever owes the film."""
    return film["recipient_name"] or film["unit_name"], film["recipient_email"]


def addressee(conference: Conference, appraiser: Mapping[str, Any] | None) -> tuple[str | None, str, str | None]:
    """Name, post and address of an appraiser; those of the office for None."""
    if appraiser is None:
        return None, conference.contact_name or conference.host_in_full, conference.contact_email
    return appraiser["name"], appraiser["post"], appraiser["email"]


def _values(film: Mapping[str, Any]) -> dict[str, Any]:
    findings = film["findings"]
    listed = findings[:MOST_LISTED]
    return {"film": film, "findings": listed, "more": len(findings) - len(listed), "verdicts": VERDICTS}


def _summary(film: Mapping[str, Any]) -> Text:
    if film["verdict"] == "good":
        return Text("mọi chỉ tiêu đều đạt", "everything is as asked")
    return Text(
        f"không đạt {film['failures']}, cần xem lại {film['warnings']}",
        f"{film['failures']} failed, {film['warnings']} to look at again",
    )


def _page(conference: Conference, film: Mapping[str, Any]) -> str:
    return f"conferences/{conference.conference}/video-report/versions/{film['version_id']}"
