"""One database per service, SQLite or PostgreSQL, behind one interface."""
