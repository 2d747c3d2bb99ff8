"""flask-smorest's Blueprint with types: what its decorators take, and that they leave a method's type alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import flask_smorest
from marshmallow import Schema

from chassis.web.problems import ProblemSchema

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """One noun's resources. Import it from here, never from flask_smorest."""

    def route(self, rule: str, **options: Any) -> Callable[[Decorated], Decorated]:
        """The address of a resource."""
        decorator: Callable[[Decorated], Decorated] = super().route(rule, **options)
        return decorator

    def arguments(self, schema: type[Schema] | Schema, **options: Any) -> Callable[[Decorated], Decorated]:
        """Decode and check the body (or, with `location="query"`, the query) by `schema`."""
        decorator: Callable[[Decorated], Decorated] = super().arguments(schema, **options)
        return decorator

    def response(
        self, status: int, schema: type[Schema] | Schema | dict[str, Any] | None = None, **options: Any
    ) -> Callable[[Decorated], Decorated]:
        """Encode what the method returns by `schema`; a plain OpenAPI schema (dict) only documents it."""
        decorator: Callable[[Decorated], Decorated] = super().response(status, schema, **options)
        return decorator

    def alt_response(self, status: int, *args: Any, **options: Any) -> Callable[[Decorated], Decorated]:
        """Document another answer than the usual one."""
        decorator: Callable[[Decorated], Decorated] = super().alt_response(status, *args, **options)
        return decorator

    def problems(self, *statuses: int) -> Callable[[Decorated], Decorated]:
        """Document the problems that a method may answer with."""

        def document(method: Decorated) -> Decorated:
            for status in statuses:
                method = self.alt_response(status, schema=ProblemSchema, content_type="application/problem+json")(
                    method
                )
            return method

        return document

    def doc(self, **options: Any) -> Callable[[Decorated], Decorated]:
        """Add to the method's OpenAPI description."""
        decorator: Callable[[Decorated], Decorated] = super().doc(**options)
        return decorator
