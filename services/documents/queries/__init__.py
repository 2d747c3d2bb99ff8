"""What the documents service is asked."""
