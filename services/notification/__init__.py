"""The notification service: turns news into e-mails, sends each of them once, and keeps what became of it."""
