"""One trace from a click to its last effect: W3C Trace Context across HTTP, outbox and broker.

The OpenTelemetry SDK makes and carries the identifiers; without an exporter configured, nothing
else of a span is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_PROPAGATOR = TraceContextTextMapPropagator()


def start_tracing() -> None:
    """Make spans real for this process. Calling it again does nothing."""
    if not isinstance(trace.get_tracer_provider(), TracerProvider):
        trace.set_tracer_provider(TracerProvider(shutdown_on_exit=False))


def current_traceparent() -> str | None:
    """The `traceparent` header for what is sent on behalf of the work now being done; None outside a span."""
    carrier: dict[str, str] = {}
    _PROPAGATOR.inject(carrier)
    return carrier.get("traceparent")


def current_trace_id() -> str | None:
    """The 32 hex digits that tie a log line to its trace; None outside a span."""
    context = trace.get_current_span().get_span_context()
    return format(context.trace_id, "032x") if context.is_valid else None


@contextmanager
def continued_trace(name: str, traceparent: str | None) -> Iterator[None]:
    """Do the work inside as the next step of the trace that `traceparent` names; a new trace without one."""
    carrier = {"traceparent": traceparent} if traceparent else {}
    context = _PROPAGATOR.extract(carrier)
    with trace.get_tracer("hoinghi").start_as_current_span(name, context=context):
        yield
