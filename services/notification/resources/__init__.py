"""The notification service over HTTP."""

from chassis.web.failed_events import failed_events_blueprint
from services.notification.resources import messages

BLUEPRINTS = (messages.blueprint, failed_events_blueprint("notification"))
