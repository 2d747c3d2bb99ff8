"""A digest of reports as a file that the worker makes: which units are in it, and a fingerprint of all that it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from chassis.vietnamese import file_name
from services.documents.composing.digest import digest_paper
from services.documents.form_check.rule import MARGINS, FormRule
from services.documents.form_check.template import STANDARD_RULE
from services.documents.models import PrintKind
from services.documents.press import Press
from services.documents.queries.conference_facts import ConferenceFacts, conference_facts
from services.documents.queries.digest import Digest, DigestUnit, Standing, Which, digest_of
from services.documents.queries.form_checks import task_for
from services.documents.queries.obligations import Today
from services.documents.rendering import NothingToPrint, RenderedPaper

EDITION = 2
"""Raised when the form of digests changes: files of the earlier form are then made anew."""
DIGESTS = {PrintKind.DIGEST_PDF: "pdf", PrintKind.DIGEST_WORD: "docx"}
"""How the names of their files end."""


@dataclass(frozen=True)
class DigestBatch:
    """The digest of one obligation as of a moment. `choices` hold `obligation` and `which`."""

    kind: PrintKind
    choices: Mapping[str, Any]
    facts: ConferenceFacts
    digest: Digest | None
    rule: FormRule
    """The form that the reports were asked to have, and the digest has."""
    now: datetime

    @property
    def items(self) -> Sequence[DigestUnit]:
        """The units that owe the report; none where no report has text, as there is nothing to put together then."""
        return self.digest.units if self.digest is not None and self.digest.standing(Standing.TAKEN) else ()

    @cached_property
    def fingerprint(self) -> str:
        """Equal for two digests of one day exactly when they say the same."""
        printed = {
            "edition": EDITION,
            "kind": self.kind,
            "profile": self.facts.format_profile,
            "conference": asdict(self.facts.conference),
            "signer": self.facts.signer_name,
            "rule": asdict(self.rule),
            "day": self.now.astimezone(self.facts.conference.zone).date(),
            "digest": None if self.digest is None else asdict(self.digest),
        }
        return hashlib.sha256(json.dumps(printed, sort_keys=True, default=str).encode()).hexdigest()

    @property
    def filename(self) -> str:
        """Under which the file is saved."""
        return file_name(f"tổng hợp {self.choices['obligation']}", DIGESTS[self.kind])

    def render(self, press: Press, drawn: Callable[[], None] = lambda: None) -> RenderedPaper:
        """The file; `drawn` is called as units are laid out.

        Raises `NothingToPrint`, `FontsMissing`, and whatever `drawn` raises.
        """
        if self.digest is None or not self.items:
            raise NothingToPrint(f"no report under {self.choices['obligation']!r} has text")
        paper = digest_paper(self.facts, self.digest, self.now)
        rule = self.rule if self.kind is PrintKind.DIGEST_WORD else None
        return press.digest(self.facts, paper, rule, _paced(drawn, len(self.items), paper.entries))


def digest_batch(
    session: Session, conference: str, kind: PrintKind, choices: Mapping[str, Any], now: datetime
) -> DigestBatch:
    """The digest that would be made now. Raises `ConferenceUnknown`."""
    facts = conference_facts(session, conference)
    code, today = choices["obligation"], Today(now, facts.conference.zone)
    task = task_for(session, conference, code)
    rule = (task.rule if task else None) or replace(STANDARD_RULE, margins=MARGINS[facts.format_profile])
    digest = digest_of(session, conference, code, Which(choices["which"]), None, today)
    return DigestBatch(kind, choices, facts, digest, rule, now)


def _paced(drawn: Callable[[], None], items: int, entries: int) -> Callable[[], None]:
    """Calls `drawn` at an even pace: once for each item by the time that it was itself called once for each entry."""
    done = 0

    def tick() -> None:
        nonlocal done
        before, done = done, done + 1
        for _ in range(items * done // entries - items * before // entries):
            drawn()

    return tick
