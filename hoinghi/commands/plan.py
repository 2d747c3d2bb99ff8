"""`hoinghi plan check|diff|apply FILE`: work with plans from the command line, on the product's own database.

The database is that of the settings (`HOINGHI_DOCUMENTS_DATABASE_URL`, or the embedded mode's under `HOINGHI_VAR`);
the product may be running meanwhile, and then hears of an applied plan within a second.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.language import Language, Text, preferred_language
from services.documents.operations.apply_plan import PlanDraft, PlanRemovesWork, apply_plan
from services.documents.operations.compare_plan import compare_plan
from services.documents.plan import Change, Finding, Plan, PlanRefused, check_plan

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
SHIFT = click.option(
    "--shift-to", type=click.DateTime(["%Y-%m-%d"]), help="Move every date so that the conference falls on this day."
)
_SEVERITY = {"error": Text("lỗi", "error"), "warning": Text("lưu ý", "warning")}
LANGUAGE = click.option(
    "--language", envvar="LANG", default="vi", help="vi or en; by default that of the terminal.", show_default=False
)


@click.group()
def plan() -> None:
    """Check, compare and apply plan files."""


@plan.command()
@FILE
@LANGUAGE
def check(file: Path, language: str) -> None:
    """Say what is wrong in FILE, with line numbers. Ends with 1 if there is an error."""
    findings = check_plan(_text(file), system_clock())
    _print_findings(file, findings, language_of(language))
    if any(finding.severity == "error" for finding in findings):
        raise SystemExit(1)


@plan.command()
@FILE
@SHIFT
@LANGUAGE
def diff(file: Path, shift_to: datetime | None, language: str) -> None:
    """Say what applying FILE would change. Nothing is changed."""
    chosen = language_of(language)
    wanted = _read(file, _draft(file, shift_to), chosen)
    with documents() as session:
        comparison = compare_plan(session, wanted)
    print_changes(comparison.changes, chosen)
    for sentence in comparison.refused:
        click.secho(f"! {sentence.in_language(chosen)}", fg="yellow")


@plan.command()
@FILE
@SHIFT
@click.option("--remove-worked-on", is_flag=True, help="Remove units and obligations that people have worked on, too.")
@LANGUAGE
def apply(file: Path, shift_to: datetime | None, remove_worked_on: bool, language: str) -> None:
    """Let FILE hold from now on. Applying it again changes nothing."""
    chosen = language_of(language)
    draft = _draft(file, shift_to)
    wanted = _read(file, draft, chosen)
    try:
        with documents() as session:
            done = apply_plan(
                session,
                wanted,
                draft,
                applied_by=getpass.getuser(),
                remove_worked_on=remove_worked_on,
                clock=system_clock,
            )
    except PlanRemovesWork as refusal:
        for sentence in refusal.refused:
            click.secho(f"! {sentence.in_language(chosen)}", fg="yellow")
        raise click.ClickException("--remove-worked-on") from refusal
    print_changes(done.changes, chosen)
    click.echo(f"{done.slug}: version {done.plan_version}" + ("" if done.changed else " (=)"))


@contextmanager
def documents() -> Iterator[Session]:
    """A transaction on the database of the documents service."""
    from hoinghi import parts, settings

    environment = settings.embedded_environment(settings.RunConfig.from_environment())
    parts.migrate("documents", environment)
    database = Database(environment[settings.database_setting("documents")])
    try:
        with database.write() as session:
            yield session
    finally:
        database.dispose()


def _draft(file: Path, shift_to: datetime | None) -> PlanDraft:
    return PlanDraft(_text(file), shift_to.date() if shift_to else None)


def _read(file: Path, draft: PlanDraft, language: Language) -> Plan:
    try:
        return draft.read()
    except PlanRefused as refusal:
        _print_findings(file, refusal.findings, language)
        raise SystemExit(1) from refusal


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: UTF-8? {error}") from error


def language_of(chosen: str) -> Language:
    """The language that was asked for, or that of the terminal."""
    return preferred_language(chosen.split(".")[0].replace("_", "-"))


def _print_findings(file: Path, findings: list[Finding], language: Language) -> None:
    for finding in findings:
        message = finding.message_vi if language == "vi" else finding.message_en
        colour = "red" if finding.severity == "error" else "yellow"
        word = click.style(_SEVERITY[finding.severity].in_language(language), fg=colour)
        click.echo(": ".join(filter(None, (f"{file}:{finding.line}", word, finding.path, message))))
    if not findings:
        click.echo(f"{file}: " + ("không có lỗi" if language == "vi" else "nothing is wrong"))


def print_changes(changes: list[Change], language: Language) -> None:
    """A sentence for each change."""
    for change in changes:
        click.echo("· " + (change.sentence_vi if language == "vi" else change.sentence_en))
    if not changes:
        click.echo("Không có thay đổi." if language == "vi" else "Nothing changes.")


COMMANDS = (plan,)
