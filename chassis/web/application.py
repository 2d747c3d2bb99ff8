"""Makes the Flask application of a service: the same shell around every service's resources."""

from __future__ import annotations

import copy
import dataclasses
import functools
import time
from collections.abc import Iterable
from typing import Any

import prometheus_client
import structlog
from flask import Flask, Response, g, jsonify, request
from flask_smorest import Api
from prometheus_client import CollectorRegistry, Histogram

from chassis.messaging.metrics import BacklogCollector, backlog
from chassis.observability.tracing import continued_trace
from chassis.web.blueprint import Blueprint
from chassis.web.context import WebContext
from chassis.web.description import complete
from chassis.web.problems import NOT_FOUND, Problem, ProblemSchema, register_error_handlers

logger = structlog.get_logger(__name__)

MAX_BODY = 2 * 1024 * 1024
"""Bytes of a request body; files have their own way in."""

REQUESTS = Histogram(
    "hoinghi_http_request_seconds",
    "Time to answer a request",
    ["service", "route", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


class ServiceApi(Api):  # type: ignore[misc]
    """flask-smorest's description, with problem+json for errors."""

    ERROR_SCHEMA = ProblemSchema


def create_application(title: str, context: WebContext, blueprints: Iterable[Blueprint]) -> Flask:
    """A Flask application with the service's resources, OpenAPI, health, metrics, traces and problems."""
    app = Flask(context.service, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY, PROPAGATE_EXCEPTIONS=False)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["hoinghi"] = context
    described = tuple(blueprints)
    for blueprint in described:
        app.register_blueprint(blueprint)
    app.extensions["openapi"] = functools.cache(lambda: _description(title, described))
    register_error_handlers(app)
    _register_observation(app, context)
    _register_health(app, context)
    return app


def openapi_of(app: Flask) -> dict[str, Any]:
    """The OpenAPI document of a service's application, made when it is asked for the first time."""
    document: dict[str, Any] = copy.deepcopy(app.extensions["openapi"]())
    responses = document.get("components", {}).get("responses", {})
    for response in responses.values():
        content = response.get("content", {})
        if "application/json" in content:
            content["application/problem+json"] = content.pop("application/json")
    return complete(document)


def _description(title: str, blueprints: Iterable[Blueprint]) -> dict[str, Any]:
    # An application of its own, which nobody calls: describing takes as long as all else at a start.
    app = Flask(title, static_folder=None)
    app.config.update(API_TITLE=title, API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    api = ServiceApi(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    described: dict[str, Any] = api.spec.to_dict()
    return described


def _register_observation(app: Flask, context: WebContext) -> None:
    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()
        g.trace = continued_trace(f"{request.method} {request.url_rule}", request.headers.get("traceparent"))
        g.trace.__enter__()

    @app.after_request
    def observe(response: Response) -> Response:
        seconds = time.perf_counter() - g.begun
        route = str(request.url_rule)
        REQUESTS.labels(context.service, route, request.method, response.status_code).observe(seconds)
        logger.debug(
            "request", method=request.method, route=route, status=response.status_code, seconds=round(seconds, 4)
        )
        return response

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        trace = g.pop("trace", None)
        if trace is not None:
            trace.__exit__(None, None, None)


def _register_health(app: Flask, context: WebContext) -> None:
    @app.get("/healthz")
    def alive() -> Response:
        return jsonify(status="alive")

    @app.get("/readyz")
    def ready() -> tuple[Response, int]:
        try:
            with context.database.read() as session:
                waiting_events = dataclasses.asdict(backlog(session))
            parts = {"database": True, "backlog": waiting_events, **context.ready()}
        except Exception:
            logger.exception("not ready")
            parts = {"database": False}
        everything = all(value is not False for value in parts.values())
        told = parts if context.may_watch() else {}
        return jsonify(status="ready" if everything else "not ready", **told), 200 if everything else 503

    @app.get("/openapi.json")
    def openapi() -> Response:
        return jsonify(openapi_of(app))

    waiting = CollectorRegistry()
    waiting.register(BacklogCollector(context.service, context.database))

    @app.get("/metrics")
    def metrics() -> Response:
        if not context.may_watch():
            raise Problem(NOT_FOUND)
        figures = prometheus_client.generate_latest() + prometheus_client.generate_latest(waiting)
        return Response(figures, mimetype=prometheus_client.CONTENT_TYPE_LATEST)
