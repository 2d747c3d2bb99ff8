"""What the documents service does when another service tells it something."""
