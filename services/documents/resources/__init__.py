"""The documents service over HTTP."""

from chassis.web.failed_events import failed_events_blueprint
from services.documents.resources import lists, obligations, papers, plans, postponements, programme, seating_plan

BLUEPRINTS = (
    plans.blueprint,
    postponements.blueprint,
    obligations.blueprint,
    programme.blueprint,
    papers.blueprint,
    lists.blueprint,
    seating_plan.blueprint,
    failed_events_blueprint("documents"),
)
