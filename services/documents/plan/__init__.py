"""The plan of a conference as data: read from YAML, judged, compared, moved, published. No database, no HTTP.

    examination = examine_plan(text)          # findings with lines; a plan where nothing stands in its way
    plan = shift_to(load_plan(text), day)     # raises PlanRefused
    changes = diff(plan_in_force, plan)       # sentences in both languages
    stored = plan_data(plan)                  # JSON types; plan_of_data(stored) == plan
    event = plan_published_data(plan, plan_version=1)

The dataclasses are in `model`; docs/plan-format.md describes the file.
"""

from services.documents.plan.audience import guests_meant, invited_guests, invited_units, units_meant
from services.documents.plan.check import Examination, PlanRefused, check_plan, examine_plan, load_plan, plan_of_data
from services.documents.plan.data import plan_data
from services.documents.plan.deadline import Deadline, deadline_of
from services.documents.plan.difference import Change, diff
from services.documents.plan.finding import Finding
from services.documents.plan.model import AgendaItem, Obligation, Plan, Policy, Unit
from services.documents.plan.postpone import Move, moved_deadlines, postpone
from services.documents.plan.publish import ends_at, plan_published_data, starts_at
from services.documents.plan.rewrite import rewritten
from services.documents.plan.shift import shift_to

__all__ = [
    "AgendaItem",
    "Change",
    "Deadline",
    "Examination",
    "Finding",
    "Move",
    "Obligation",
    "Plan",
    "PlanRefused",
    "Policy",
    "Unit",
    "check_plan",
    "deadline_of",
    "diff",
    "ends_at",
    "examine_plan",
    "guests_meant",
    "invited_guests",
    "invited_units",
    "load_plan",
    "moved_deadlines",
    "plan_data",
    "plan_of_data",
    "plan_published_data",
    "postpone",
    "rewritten",
    "shift_to",
    "starts_at",
    "units_meant",
]
