"""Invented papers, one noun a module; `tests/documents/golden.py` says how another one joins."""
