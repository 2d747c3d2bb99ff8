"""The registration service over HTTP."""

from chassis.web.failed_events import failed_events_blueprint
from services.registration.resources import (
    attendance,
    bulk,
    check_in_conflicts,
    check_ins,
    commendations,
    conferences,
    delegates,
    invitations,
    namesakes,
    private_links,
    roster,
    seating,
    sheets,
    units,
    unlisted_guests,
)

BLUEPRINTS = (
    conferences.blueprint,
    units.blueprint,
    invitations.blueprint,
    delegates.blueprint,
    bulk.blueprint,
    namesakes.blueprint,
    check_ins.blueprint,
    check_in_conflicts.blueprint,
    unlisted_guests.blueprint,
    attendance.blueprint,
    commendations.blueprint,
    private_links.blueprint,
    roster.blueprint,
    seating.blueprint,
    sheets.blueprint,
    failed_events_blueprint("registration"),
)
