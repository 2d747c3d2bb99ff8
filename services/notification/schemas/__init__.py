"""How the notification service speaks HTTP."""
