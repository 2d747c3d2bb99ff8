"""Live pages: news from the services, sent on to open browsers by server-sent events."""
