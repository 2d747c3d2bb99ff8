"""The gateway's web application: the chassis's shell, and around it pages, sign-in, API front and protection."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, g
from flask_babel import get_locale
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from chassis.messaging.ports import Messaging
from chassis.web.application import create_application
from chassis.web.context import WebContext
from chassis.web.method_override import MethodOverride
from gateway.auth.reader import current_reader
from gateway.context import GatewayParts
from gateway.front import film, forward
from gateway.front.gate_path import GatePath
from gateway.language import LANGUAGES, page_language, set_up_languages
from gateway.live import stream
from gateway.pages import BLUEPRINTS
from gateway.pages.access import set_up_access
from gateway.pages.conference_at_hand import conference_at_hand, lists_closed, slug_at_hand
from gateway.pages.errors import set_up_errors
from gateway.pages.formats import set_up_formats
from gateway.pages.forms import new_key
from gateway.pages.navigation import entrance, grouped_menu, may_see
from gateway.resources import RESOURCES, description
from gateway.security.audit import set_up_audit
from gateway.security.headers import set_up_headers
from gateway.security.long_bodies import set_up_long_bodies


def create_gateway_application(context: WebContext, gateway: GatewayParts, messaging: Messaging | None) -> Flask:
    """The application. The order of what is set up is the order in which a request meets it."""
    app = create_application("Hội nghị", context, RESOURCES)
    _serve_static_files(app)
    _set_up_session(app, gateway)
    set_up_languages(app)
    set_up_formats(app)
    set_up_errors(app)
    set_up_headers(app, https=gateway.config.https)
    set_up_audit(app)
    if messaging is not None:
        _listen_from_the_first_request(app, gateway, messaging)
    _note_what_was_heard_before(app, gateway)
    set_up_access(app)
    set_up_long_bodies(app)
    # A page for strangers to sign in on needs the token as well; the API knows no cookies and needs none.
    csrf = CSRFProtect(app)
    for api in (*RESOURCES, film.blueprint, forward.blueprint, description.blueprint):
        csrf.exempt(api)
    for blueprint in (*BLUEPRINTS, stream.blueprint, description.blueprint, film.blueprint, forward.blueprint):
        app.register_blueprint(blueprint)
    _give_templates_what_they_need(app)
    app.wsgi_app = GatePath(MethodOverride(app.wsgi_app), gateway)  # type: ignore[method-assign]
    if gateway.config.trusted_proxies:
        count = gateway.config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _serve_static_files(app: Flask) -> None:
    app.static_folder = "static"
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=app.send_static_file)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = timedelta(hours=1)


def _set_up_session(app: Flask, gateway: GatewayParts) -> None:
    config = gateway.config
    app.config.update(
        SECRET_KEY=gateway.secret,
        SESSION_COOKIE_NAME="__Host-hoinghi" if config.https else "hoinghi",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        # The token lives as long as the session it belongs to.
        WTF_CSRF_TIME_LIMIT=None,
        # Some offices' proxies remove the Referer; the token and SameSite protect without it.
        WTF_CSRF_SSL_STRICT=False,
    )


def _listen_from_the_first_request(app: Flask, gateway: GatewayParts, messaging: Messaging) -> None:
    @app.before_request
    def listen() -> None:
        if not gateway.hub.listening:
            gateway.hub.listen(messaging)


def _note_what_was_heard_before(app: Flask, gateway: GatewayParts) -> None:
    """Before a page reads anything: what is told from then on may be missing in it, and its stream brings it."""

    @app.before_request
    def note() -> None:
        g.heard_before = gateway.hub.latest_id


def _give_templates_what_they_need(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        current_reader=current_reader,
        heard_before=lambda: g.heard_before,
        slug_at_hand=slug_at_hand,
        conference_at_hand=conference_at_hand,
        lists_closed=lists_closed,
        grouped_menu=grouped_menu,
        entrance=entrance,
        may_see=may_see,
        new_key=new_key,
        page_language=page_language,
        languages=LANGUAGES,
        get_locale=get_locale,
        public_url=lambda: app.extensions["hoinghi"].parts.config.public_url.rstrip("/"),
    )
