"""Migrations of the documents database."""
