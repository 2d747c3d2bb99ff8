"""JSON of the HTTP API, one noun a file."""
