"""The front of the API: forwards to the service that owns a resource, and merges their descriptions."""
