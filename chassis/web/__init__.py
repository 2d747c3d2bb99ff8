"""HTTP the same way in every service: resources, problems, lists, idempotency, health."""
