"""The film (phóng sự): sending it over any line, its versions, how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from chassis.shared_settings import MEGABYTE
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.context import parts
from gateway.front.film import BEGIN, GO_ON, film_passed_on
from gateway.front.forward import passed_on
from gateway.pages.film_timeline import KINDS, drawing_of
from gateway.pages.forms import FormState
from gateway.pages.steps import attempted, back
from gateway.queries.film_views import has_opened
from gateway.security.audit import unaudited
from gateway.security.long_bodies import takes_films

blueprint = Blueprint("film", __name__, url_prefix="/conferences/<slug>/video-report")

UPLOAD = "/uploads/<uuid:upload_id>"
VERSION = "/versions/<uuid:version_id>"
RANGES = ("Range", "If-Range", "If-None-Match")


@blueprint.get("")
def show(slug: str) -> ResponseReturnValue:
    """How far the film is, what was sent and said about it, and the place to send the next cut."""
    return render_template("film/show.html", form=FormState(), **film_page(slug))


def film_page(slug: str) -> dict[str, Any]:
    """What the page shows; `film` is None where the conference has none. `here`: where steps lead back to.

    `unopened`: the reader is about to judge a cut that they have not opened.
    """
    film, comments = None, []
    try:
        film = services().documents.get(path("conferences", slug, "video-report"))
    except ServiceProblem as problem:
        if problem.status != 404:
            raise
    if film is not None and film["versions"]:
        comments = comments_on(slug)
    limit = parts().config.film_limit_mb * MEGABYTE
    here = url_for("film.show", slug=slug)
    unopened = (
        film is not None and "request_changes" in film["actions"] and not _opened(slug, film["versions"][0]["id"])
    )
    return {"slug": slug, "film": film, "comments": comments, "limit": limit, "here": here, "unopened": unopened}


def comments_on(slug: str) -> list[dict[str, Any]]:
    """What the reader may see of what was said."""
    answer = services().documents.get(path("conferences", slug, "video-report", "comments"))
    items: list[dict[str, Any]] = answer["items"]
    return items


@blueprint.get("/status")
def status(slug: str) -> ResponseReturnValue:
    """What is on its way and what has come, for the page's script."""
    film = services().documents.get(path("conferences", slug, "video-report"))
    uploads = [
        {name: each[name] for name in ("id", "state", "filename", "length", "checked")} for each in film["uploads"]
    ]
    versions = [{name: each[name] for name in ("number", "sha256")} for each in film["versions"]]
    return jsonify(uploads=uploads, versions=versions)


@blueprint.route("/uploads", methods=BEGIN, provide_automatic_options=False)
@takes_films
def begin(slug: str) -> Response:
    """Begin an upload (tus), sent by the page's script."""
    return film_passed_on(require_reader().identity, slug)


@blueprint.route(UPLOAD, methods=GO_ON, provide_automatic_options=False)
@takes_films
@unaudited
def go_on(slug: str, upload_id: UUID) -> Response:
    """Send bytes, or ask how far it is."""
    return film_passed_on(require_reader().identity, slug, upload_id)


@blueprint.delete(UPLOAD)
def end(slug: str, upload_id: UUID) -> Response:
    """Give an upload up, by the script."""
    return film_passed_on(require_reader().identity, slug, upload_id)


@blueprint.post(f"{UPLOAD}/cancel")
def cancel(slug: str, upload_id: UUID) -> ResponseReturnValue:
    """Give an upload up, by a button."""
    address = path("conferences", slug, "video-report", "uploads", upload_id)
    try:
        services().documents.delete(address, more={"Tus-Resumable": "1.0.0"})
    except ServiceProblem as problem:
        flash(f"{problem.title}. {problem.detail}", "error")
    else:
        flash(_("Đã hủy lần gửi dở dang."), "success")
    return redirect(url_for("film.show", slug=slug), 303)


@blueprint.get(VERSION)
def version(slug: str, version_id: UUID) -> ResponseReturnValue:
    """One cut: the film itself, and what the machine found in it."""
    return render_template("film/version.html", form=FormState(), **cut_page(slug, version_id))


def cut_page(slug: str, version_id: UUID) -> dict[str, Any]:
    """What the page of a cut shows. `here`: where steps lead back to. Not found where there is no such cut."""
    film = services().documents.get(path("conferences", slug, "video-report"))
    found = services().documents.get(path("conferences", slug, "video-report", "versions", version_id, "inspection"))
    shown = _version(film, version_id)
    return {
        "slug": slug,
        "film": film,
        "version": shown,
        "found": found,
        "drawing": None if found["timeline"] is None else drawing_of(found["timeline"]),
        "kinds": KINDS,
        "earlier": _earlier(film, shown),
        "comments": comments_on(slug),
        "here": url_for("film.version", slug=slug, version_id=version_id),
        "unopened": False,
    }


@blueprint.get("/compare")
def compare(slug: str) -> ResponseReturnValue:
    """Two cuts side by side, playing in step: `left` and `right` name them."""
    film = services().documents.get(path("conferences", slug, "video-report"))
    left, right = (_version(film, request.args.get(side)) for side in ("left", "right"))
    if not all(each["browser_copy"]["state"] == "ready" for each in (left, right)):
        flash(_("Chỉ so sánh được hai bản đều có bản xem trên trình duyệt."), "error")
        return redirect(url_for("film.version", slug=slug, version_id=right["id"]), 303)
    return render_template("film/compare.html", slug=slug, film=film, left=left, right=right)


@blueprint.get(f"{VERSION}/inspection.pdf")
def inspection_paper(slug: str, version_id: UUID) -> ResponseReturnValue:
    """Phiếu kiểm tra kỹ thuật."""
    address = path("conferences", slug, "video-report", "versions", version_id, "inspection", "paper")
    return passed_on(services().documents.open(address))


@blueprint.post(f"{VERSION}/copy")
def copy_again(slug: str, version_id: UUID) -> ResponseReturnValue:
    """Have the copy for browsers made once more."""
    form = FormState.sent()
    address = path("conferences", slug, "video-report", "versions", version_id, "copy")
    if attempted(lambda: services().documents.post(address, key=form.key)) is not None:
        flash(_("Bản xem sẽ được tạo lại khi đến lượt."), "success")
    return back(url_for("film.version", slug=slug, version_id=version_id))


@blueprint.get(f"{VERSION}/content")
def content(slug: str, version_id: UUID) -> ResponseReturnValue:
    """The original of a version, whole or by ranges."""
    return _ranged(slug, version_id, "content")


@blueprint.get(f"{VERSION}/copy")
def copy(slug: str, version_id: UUID) -> ResponseReturnValue:
    """The copy that the page plays, whole or by ranges."""
    return _ranged(slug, version_id, "copy")


@blueprint.get(f"{VERSION}/poster")
def poster(slug: str, version_id: UUID) -> ResponseReturnValue:
    """One picture of it."""
    return _ranged(slug, version_id, "poster")


@blueprint.get(f"{VERSION}/thumbnails")
def thumbnails(slug: str, version_id: UUID) -> ResponseReturnValue:
    """Small pictures for the seek bar."""
    return _ranged(slug, version_id, "thumbnails")


def _version(film: Mapping[str, Any], version_id: object) -> dict[str, Any]:
    """One of the film's cuts; not found where it has no such cut."""
    found = next((each for each in film["versions"] if each["id"] == str(version_id)), None)
    if found is None:
        raise NotFound
    return dict(found)


def _opened(slug: str, version_id: str) -> bool:
    with parts().database.read() as session:
        return has_opened(session, require_reader().identity.subject, slug, version_id)


def _earlier(film: Mapping[str, Any], version: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The newest cut before this one that can be played beside it."""
    playable = (each for each in film["versions"] if each["browser_copy"]["state"] == "ready")
    earlier = next((each for each in playable if each["number"] < version["number"]), None)
    return earlier if version["browser_copy"]["state"] == "ready" else None


def _ranged(slug: str, version_id: UUID, what: str) -> Response:
    asked = {name: request.headers[name] for name in RANGES if name in request.headers}
    address = path("conferences", slug, "video-report", "versions", version_id, what)
    return passed_on(services().documents.open_as(address, asked))
