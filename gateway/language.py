"""Which language a page is in: the choice kept in a cookie, else the browser's wish, else Vietnamese."""

from __future__ import annotations

from flask import Flask, has_request_context, request
from flask_babel import Babel

from chassis.language import Language, Text, preferred_language

COOKIE = "language"
LANGUAGES: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English"}


def page_language() -> Language:
    """The language of the current page."""
    if not has_request_context():
        return "vi"
    chosen = request.cookies.get(COOKIE)
    for language in LANGUAGES:
        if language == chosen:
            return language
    return preferred_language(request.headers.get("Accept-Language"))


def in_page_language(text: Text) -> str:
    """One text of ours for whoever is at the page."""
    return text.in_language(page_language())


def set_up_languages(app: Flask) -> None:
    """Give templates `_()`. Source texts are Vietnamese; English is in `translations/`."""
    app.config.update(BABEL_DEFAULT_LOCALE="vi", BABEL_TRANSLATION_DIRECTORIES="translations")
    Babel(app, locale_selector=page_language, default_timezone="Asia/Ho_Chi_Minh")
