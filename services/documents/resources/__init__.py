"""The documents service over HTTP."""
