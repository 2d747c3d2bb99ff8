"""Migrations of the tables that the chassis adds to every database."""
