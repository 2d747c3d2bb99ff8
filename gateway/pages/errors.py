"""Errors: in words on a page for people, as problem+json for the API and for scripts."""

from __future__ import annotations

import json

import structlog
from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from chassis.language import Text
from chassis.web.problems import INTERNAL, NOT_FOUND, Problem, ProblemType, handle_http_exception, problem_response
from gateway.auth.reader import current_reader
from gateway.clients.services import NotThereYet, ServiceProblem
from gateway.clients.transport import ServiceUnavailable
from gateway.language import page_language
from gateway.pages.access import API
from gateway.problems import SERVICE_UNAVAILABLE

logger = structlog.get_logger(__name__)

STALE_PAGE = ProblemType(
    "stale-page",
    400,
    Text("Trang đã mở quá lâu", "The page was open for too long"),
    Text(
        "Để an toàn, xin tải lại trang rồi gửi lại. Chưa có gì thay đổi.",
        "To be safe, reload the page and send again. Nothing was changed.",
    ),
)


def set_up_errors(app: Flask) -> None:
    """Answer whatever is raised; must run after the chassis's own handlers were registered, which it replaces."""
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(NotThereYet, _not_there_yet)
    app.register_error_handler(ServiceProblem, _service_problem)
    app.register_error_handler(ServiceUnavailable, _service_unavailable)
    app.register_error_handler(CSRFError, lambda _error: _problem(Problem(STALE_PAGE)))
    app.register_error_handler(HTTPException, _http_exception)
    app.register_error_handler(Exception, _unexpected)


def wants_page() -> bool:
    """Whether whoever asks reads pages."""
    if request.path.startswith(API):
        return False
    return request.accept_mimetypes.best != "application/json"


def error_page(status: int, title: str, detail: str) -> Response:
    """The page that says what happened and what to do next."""
    _know_reader_or_nobody()
    page = render_template("errors/show.html", status=status, title=title, detail=detail)
    return Response(page, status, mimetype="text/html")


def _know_reader_or_nobody() -> None:
    """The frame of the page asks who reads; when just that cannot be told, it is drawn as for a stranger."""
    try:
        current_reader()
    except ServiceUnavailable:
        g.reader = None


def _problem(problem: Problem) -> Response:
    response = _shown(problem)
    if problem.kind.status == 401 and request.path.startswith(API):
        response.headers["WWW-Authenticate"] = "Bearer"
    if problem.kind.status == 429:
        response.headers["Retry-After"] = "60"
    return response


def _shown(problem: Problem) -> Response:
    if not wants_page():
        return problem_response(problem)
    body = problem.body(page_language())
    return error_page(problem.kind.status, body["title"], body["detail"])


def _service_problem(error: ServiceProblem) -> Response:
    if error.status >= 500 or not error.title:
        return _shown(Problem(INTERNAL if error.status >= 500 else NOT_FOUND))
    if not wants_page():
        return Response(_json(error), error.status, mimetype="application/problem+json")
    return error_page(error.status, error.title, error.detail)


def _not_there_yet(error: NotThereYet) -> Response:
    """Wait for it: the page loads itself again until it is there."""
    if wants_page():
        response = error_page(error.status, error.title, error.detail)
        if request.method == "GET":
            response.headers["Refresh"] = str(error.retry_after)
    else:
        response = Response(_json(error), error.status, mimetype="application/problem+json")
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _json(error: ServiceProblem) -> str:
    return json.dumps(error.body, ensure_ascii=False)


def _service_unavailable(error: ServiceUnavailable) -> Response:
    logger.warning("service unavailable", service=error.service)
    response = _shown(Problem(SERVICE_UNAVAILABLE))
    response.headers["Retry-After"] = "5"
    return response


def _http_exception(error: HTTPException) -> Response:
    response = handle_http_exception(error)
    if not wants_page():
        return response
    if response.status_code == 404:
        return _shown(Problem(NOT_FOUND))
    body = response.get_json(force=True)
    page = error_page(response.status_code, _titles().get(response.status_code, body["detail"]), body["detail"])
    if "Allow" in response.headers:
        page.headers["Allow"] = response.headers["Allow"]
    return page


def _titles() -> dict[int, str]:
    return {413: Text("Nội dung quá lớn", "Too large").in_language(page_language())}


def _unexpected(error: Exception) -> Response:
    logger.error("request failed", error=str(error)[:500], exc_info=error)
    try:
        return _shown(Problem(INTERNAL))
    except Exception:
        # The page itself may be what is broken.
        logger.exception("the error page failed")
        return problem_response(Problem(INTERNAL))
