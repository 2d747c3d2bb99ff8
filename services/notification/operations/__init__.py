"""Verbs. They take an open session and never commit: a request, a consumed event or the sender owns the transaction."""
