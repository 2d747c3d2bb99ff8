"""Verbs. Each works in the transaction it is given, and records its events in it."""
