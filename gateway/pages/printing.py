"""Lists, name tents and the chair's report, printed or saved as they are asked for."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from gateway.auth.reader import services
from gateway.clients.services import path
from gateway.front.forward import passed_on

blueprint = Blueprint("printing", __name__, url_prefix="/conferences/<slug>/print")

CHOICES = ("category", "unit", "kind", "present", "blank_rows", "size")


@blueprint.get(
    "/<any('sign-off-sheet.pdf', 'sign-off-sheet.xlsx', 'attendance-list.pdf', 'attendance-list.xlsx',"
    " 'attendance-report.pdf', 'name-tents.pdf', 'badges.pdf'):name>"
)
def show(slug: str, name: str) -> ResponseReturnValue:
    """The file, of the people chosen in the page's form."""
    chosen = {choice: request.args[choice] for choice in CHOICES if request.args.get(choice)}
    return passed_on(services().documents.open(path("conferences", slug, name), **chosen))
