"""Every test may ask for the real servers."""

from __future__ import annotations

pytest_plugins = ["chassis.testing.fixtures"]
