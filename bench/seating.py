"""How long the proposal of seats takes: 1,002 people of 334 units in a hall of 28 rows.

    python -m bench.seating [--repeat N]

Prints one JSON line with the median of the repetitions.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from uuid import UUID

from services.registration.seating import Person, hall_of, propose

ROWS, BLOCKS = 28, (12, 16, 12)
UNITS, PEOPLE_OF_A_UNIT = 334, 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=9)
    repeat = parser.parse_args().repeat
    rows = [{"name": f"R{number}", "seats": list(BLOCKS), "reserved_for": []} for number in range(ROWS)]
    hall = hall_of({"platform": None, "blocks": [], "rows": rows, "unusable": []})
    people = invented_people()
    taken = []
    for _ in range(repeat):
        began = time.perf_counter()
        proposal = propose(hall, people, {})
        taken.append(time.perf_counter() - began)
        assert len(proposal.seats) == len(people)
    print(json.dumps({"people": len(people), "proposal_ms": round(statistics.median(taken) * 1000, 1)}))


def invented_people() -> list[Person]:
    """Three people of each unit."""
    return [
        Person(UUID(int=10 * unit + place + 1), 3, "districts", f"u{unit}", order=(unit, f"{place:03d}"))
        for unit in range(UNITS)
        for place in range(PEOPLE_OF_A_UNIT)
    ]


if __name__ == "__main__":
    main()
