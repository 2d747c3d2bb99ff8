"""Reactions to the events of other services, one file for each."""
