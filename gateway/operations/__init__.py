"""Verbs of the gateway: each takes an open session and never commits."""
