"""Real servers and fixtures for tests, and for the stack mode of a machine that has no servers of its own."""
