"""The fixtures of the tests of faults."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.faults.checks")
