"""What the notification service does when another service tells it something: one file per source."""
