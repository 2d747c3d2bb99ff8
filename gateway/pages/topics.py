"""Topics: a department writes and sends its own, the office selects on its board, a unit accepts and names a presenter.

One address for all: whoever opens it sees their own part of it.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from chassis.auth.roles import Role
from gateway.auth.reader import require_reader, services
from gateway.clients.services import ServiceProblem, path
from gateway.front.forward import passed_on
from gateway.language import page_language
from gateway.pages.choices import unit_choices
from gateway.pages.forms import FormState, refused
from gateway.pages.steps import attempted, back
from gateway.pages.tables import Table, chosen, list_query
from gateway.security.audit import unaudited

blueprint = Blueprint("topics", __name__, url_prefix="/conferences/<slug>/topics")

FILTERS = ("q", "department", "unit", "state")
EVERY = 500
COMING = ("waiting", "registered", "confirmed")
VERBS = "any(send,withdraw,restore,'set-aside','ask-revision',select,accept,decline,schedule,unschedule)"


@blueprint.get("")
def index(slug: str) -> ResponseReturnValue:
    """What the reader's own part is: a department's topics, a unit's presentations, the office's board."""
    role = require_reader().role
    if _is_a_room():
        return render_template("topics/room.html", slug=slug, form=FormState(), **_room(slug))
    if role is Role.UNIT:
        return render_template("topics/unit.html", slug=slug, form=FormState(), **_unit(slug))
    answer = services().documents.get(_address(slug), **list_query(FILTERS))
    table = Table.of(answer, FILTERS, "created_at")
    return render_template("topics/board.html", slug=slug, table=table, overview=_overview(slug))


@blueprint.post("")
def create(slug: str) -> ResponseReturnValue:
    """Write a topic down."""
    form = FormState.sent()
    try:
        services().documents.post(
            _address(slug), _written(form) | {"department": form.text("department")}, key=form.key
        )
    except ServiceProblem as problem:
        if _is_a_room():
            return refused("topics/room.html", form, problem, slug=slug, **_room(slug))
        return refused("topics/edit.html", form, problem, slug=slug, topic=None, **_choices(slug))
    flash(_("Đã ghi chủ đề. Chủ đề còn là bản nháp cho đến khi gửi Văn phòng."), "success")
    return redirect(url_for("topics.index", slug=slug), 303)


@blueprint.get("/list.xlsx")
def export(slug: str) -> ResponseReturnValue:
    """The whole of the list that the page shows a part of."""
    return passed_on(services().documents.open(_address(slug, "list.xlsx"), **chosen(FILTERS)))


@blueprint.get("/new")
def new(slug: str) -> ResponseReturnValue:
    """Write a topic down for a department."""
    return render_template("topics/edit.html", slug=slug, topic=None, form=FormState(), **_choices(slug))


@blueprint.post("/send")
def send_all(slug: str) -> ResponseReturnValue:
    """Send every draft of the department."""
    form = FormState.sent()
    body = {"department": form.text("department")}
    sent = attempted(lambda: services().documents.post(_address(slug, "send"), body, key=form.key))
    if sent is not None:
        count = len(sent["items"])
        flash(ngettext("Đã gửi Văn phòng %(num)d chủ đề.", "Đã gửi Văn phòng %(num)d chủ đề.", count), "success")
    return back(url_for("topics.index", slug=slug))


@blueprint.get("/<uuid:topic_id>")
def show(slug: str, topic_id: UUID) -> ResponseReturnValue:
    """One topic: what it is, what can be done, who did what."""
    topic = services().documents.get(_address(slug, topic_id))
    return render_template("topics/show.html", slug=slug, topic=topic, said=_said_about(slug, topic), text_url=text_url)


@blueprint.get("/<uuid:topic_id>/edit")
def edit(slug: str, topic_id: UUID) -> ResponseReturnValue:
    """Correct a topic."""
    topic = services().documents.get(_address(slug, topic_id))
    return render_template("topics/edit.html", slug=slug, topic=topic, form=FormState(topic), **_choices(slug))


@blueprint.post("/<uuid:topic_id>")
def update(slug: str, topic_id: UUID) -> ResponseReturnValue:
    """Keep the corrections; with the button for it, send the topic as well."""
    form = FormState.sent()
    try:
        body = _written(form) | {"version": form.number("version")}
        topic = services().documents.patch(_address(slug, topic_id), body)
        if form.text("then") == "send":
            services().documents.post(_address(slug, topic_id, "send"), {"version": topic["version"]}, key=form.key)
    except ServiceProblem as problem:
        topic = services().documents.get(_address(slug, topic_id))
        return refused("topics/edit.html", form, problem, slug=slug, topic=topic, **_choices(slug))
    flash(_("Đã gửi lại Văn phòng.") if form.text("then") == "send" else _("Đã lưu chủ đề."), "success")
    return redirect(_home(slug, topic_id), 303)


@blueprint.post(f"/<uuid:topic_id>/<{VERBS}:verb>")
def step(slug: str, topic_id: UUID, verb: str) -> ResponseReturnValue:
    """Take a step of the topic's way."""
    form = FormState.sent()
    body: dict[str, Any] = {"version": form.number("version")}
    if verb in ("set-aside", "ask-revision", "decline"):
        body["reason"] = form.text("reason")
    elif verb == "select":
        body |= {"minutes": form.number("minutes"), "text_due": form.text("text_due")}
    elif verb == "schedule":
        body["minutes"] = form.number("minutes")
    elif verb == "accept":
        body |= _presenter(form)
    if attempted(lambda: services().documents.post(_address(slug, topic_id, verb), body, key=form.key)) is not None:
        flash(_done(verb), "success")
    return back(_home(slug, topic_id))


@blueprint.post("/<uuid:topic_id>/presenter")
def presenter(slug: str, topic_id: UUID) -> ResponseReturnValue:
    """Say who presents."""
    form = FormState.sent()
    body = {"version": form.number("version")} | _presenter(form)
    address = _address(slug, topic_id, "presenter")
    if attempted(lambda: services().documents.put(address, body, key=form.key)) is not None:
        flash(_("Đã lưu người trình bày."), "success")
    return back(_home(slug, topic_id))


@blueprint.route("/speaking-time", methods=["GET", "POST"])
@unaudited
def speaking_time(slug: str) -> ResponseReturnValue:
    """How long a text takes to read out; nothing is kept."""
    form, time = FormState.sent(), None
    if form.text("text"):
        body = {"text": form.text("text"), "minutes": form.number("minutes")}
        try:
            time = services().documents.post(_address(slug, "speaking-time"), body)
        except ServiceProblem as problem:
            return refused("topics/speaking_time.html", form, problem, slug=slug, time=None)
    return render_template("topics/speaking_time.html", slug=slug, form=form, time=time)


def _address(slug: str, *more: object) -> str:
    return path("conferences", slug, "topics", *more)


def _home(slug: str, topic_id: UUID) -> str:
    """Where the reader goes on: the office at the topic, others at their own list."""
    if _is_a_room() or require_reader().role is Role.UNIT:
        return url_for("topics.index", slug=slug)
    return url_for("topics.show", slug=slug, topic_id=topic_id)


def _is_a_room() -> bool:
    """Whether the reader acts for one department; an account of all departments uses the board."""
    reader = require_reader()
    return reader.role is Role.DEPARTMENT and reader.identity.unit is not None


def _written(form: FormState) -> dict[str, Any]:
    return {name: form.text(name) for name in ("title", "reason", "unit")}


def _presenter(form: FormState) -> dict[str, Any]:
    """A delegate who was chosen wins over a name that was typed."""
    delegate = form.text("presenter_delegate")
    typed = {name: None if delegate else form.text(name) for name in ("presenter_name", "presenter_post")}
    return {"presenter_delegate": delegate} | typed


def _done(verb: str) -> str:
    done = {
        "send": _("Đã gửi Văn phòng."),
        "withdraw": _("Đã rút chủ đề. Có thể khôi phục khi cần."),
        "restore": _("Đã khôi phục chủ đề."),
        "set-aside": _("Đã ghi là không chọn. Có thể khôi phục khi cần."),
        "ask-revision": _("Đã báo phòng chỉnh lại."),
        "select": _("Đã chọn. Đơn vị tham luận được báo để nhận lời."),
        "accept": _("Đã nhận tham luận."),
        "schedule": _("Đã xếp vào dự thảo chương trình."),
        "unschedule": _("Đã đưa ra khỏi dự thảo chương trình."),
        "decline": _("Đã báo Văn phòng là đơn vị không tham luận."),
    }
    return str(done[verb])


def _overview(slug: str) -> dict[str, Any]:
    overview: dict[str, Any] = services().documents.get(_address(slug, "overview"))
    for thing in [*overview["clashes"], *(gap for room in overview["rooms"] for gap in room["gaps"])]:
        thing["sentence"] = thing[f"sentence_{page_language()}"]
    return overview


def _said_about(slug: str, topic: dict[str, Any]) -> list[str]:
    """Clashes and gaps that concern one topic."""
    if require_reader().role is Role.UNIT:
        return []
    overview = _overview(slug)
    gaps = [gap["sentence"] for room in overview["rooms"] for gap in room["gaps"] if gap["topic"] == topic["id"]]
    return [clash["sentence"] for clash in overview["clashes"] if topic["id"] in clash["topics"]] + gaps


def _all(slug: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = services().documents.get(_address(slug), page_size=EVERY)["items"]
    return items


def _room(slug: str) -> dict[str, Any]:
    overview = _overview(slug)
    room = next(iter(overview["rooms"]), None)
    return {"topics": _all(slug), "room": room, "clashes": overview["clashes"], "units": unit_choices(slug)}


def text_url(slug: str, topic: dict[str, Any]) -> str:
    """Where the text of a presentation is handed in and appraised."""
    return url_for("submissions.show", slug=slug, obligation_id=topic["obligation_id"])


def _unit(slug: str) -> dict[str, Any]:
    own = services().registration.get(path("conferences", slug, "delegates"), page_size=EVERY)["items"]
    coming = [each for each in own if each["state"] in COMING]
    return {"topics": _all(slug), "delegates": coming, "text_url": text_url}


def _choices(slug: str) -> dict[str, Any]:
    """What the form offers: units; departments for whoever writes for any of them."""
    rooms = [] if _is_a_room() else _overview(slug)["rooms"]
    return {"units": unit_choices(slug), "rooms": [(room["department"], room["name"]) for room in rooms]}
