"""What the documents service does: each function is one verb in the caller's transaction."""
