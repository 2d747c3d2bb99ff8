"""One step of the schema a file, in order."""
