"""`hoinghi reference [--check]`: the generated parts of the documentation, written or held against the code."""

from __future__ import annotations

import click

from chassis.observability.logging import configure_logging
from hoinghi.reference import documents


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; end with 1 if a file differs from what the code says.")
def reference(check: bool) -> None:
    """Write docs/asyncapi.json, docs/openapi.json and docs/settings.md from the code."""
    configure_logging("reference", "WARNING")
    stale = [path for path, text in documents().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        click.echo(f"{'differs' if check else 'written'}: {path.name}")
        if not check:
            path.write_text(documents()[path], "utf-8")
    if check and stale:
        raise click.ClickException("Run `hoinghi reference` and commit what it writes.")


COMMANDS = (reference,)
