"""Migrations of the registration database."""
