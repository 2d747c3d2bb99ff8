"""The documents service over HTTP."""

from chassis.web.failed_events import failed_events_blueprint
from services.documents.resources import obligations, papers, plans, programme

BLUEPRINTS = (
    plans.blueprint,
    obligations.blueprint,
    programme.blueprint,
    papers.blueprint,
    failed_events_blueprint("documents"),
)
