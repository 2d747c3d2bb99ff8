"""Work on films stands still for most of the time while people keep the processors busy."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.documents.film.giving_way import MOST_REST_SECONDS, GivingWay


class Machine:
    """Two processors that take 100 ticks a second, counted as in proc_stat(5)."""

    def __init__(self, stat: Path) -> None:
        self.stat = stat
        self.clock = 0.0
        self.rests: list[float] = []
        self.ticks = {"user": 5_000, "nice": 70_000, "system": 2_000, "idle": 900_000}
        self._write()

    def pass_time(self, seconds: float, **shares: float) -> None:
        """Time in which the processors do this: shares of their time; the rest is idle."""
        self.clock += seconds
        for name, share in {**shares, "idle": 1 - sum(shares.values())}.items():
            self.ticks[name] += round(200 * seconds * share)
        self._write()

    def giving_way(self) -> GivingWay:
        return GivingWay(self.stat, lambda: self.clock, self.rests.append)

    def _write(self) -> None:
        self.stat.write_text(f"cpu  {' '.join(map(str, self.ticks.values()))} 0 0 0 0 0 0\ncpu0 1 2 3 4 0 0 0 0 0 0\n")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "stat")


def test_film_rests_while_others_take_more_than_a_quarter_of_the_processors(machine: Machine) -> None:
    give_way = machine.giving_way()

    machine.pass_time(0.25, user=0.2, system=0.1, nice=0.7)
    give_way()

    assert machine.rests == [0.8]


def test_film_takes_processors_that_nobody_else_needs(machine: Machine) -> None:
    give_way = machine.giving_way()

    machine.pass_time(0.25, user=0.1, system=0.1, nice=0.8)
    give_way()

    assert machine.rests == []


def test_film_looks_five_times_a_second_only(machine: Machine) -> None:
    give_way = machine.giving_way()

    machine.pass_time(0.15, user=1.0)
    give_way()

    assert machine.rests == []


def test_film_goes_on_when_the_others_have_done(machine: Machine) -> None:
    give_way = machine.giving_way()
    machine.pass_time(0.25, user=1.0)
    give_way()

    machine.pass_time(0.25, nice=1.0)
    give_way()

    assert machine.rests == [0.8]


def test_film_has_waited_long_enough_after_half_an_hour(machine: Machine) -> None:
    give_way = machine.giving_way()

    for _ in range(3_000):
        machine.pass_time(0.25, user=1.0)
        give_way()

    assert MOST_REST_SECONDS <= sum(machine.rests) < MOST_REST_SECONDS + 1


def test_film_does_not_rest_where_the_machine_does_not_count(tmp_path: Path) -> None:
    rests: list[float] = []
    seconds = iter(range(100))
    give_way = GivingWay(tmp_path / "none", lambda: float(next(seconds)), rests.append)

    give_way()

    assert rests == []
