"""Conferences: the list, for people who have more than one. The example of a page that shows."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from gateway.pages.conference_at_hand import visible_conferences

blueprint = Blueprint("conferences", __name__, url_prefix="/conferences")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every conference this person may see."""
    return render_template("conferences/list.html", conferences=visible_conferences())
