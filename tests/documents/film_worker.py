"""A worker that inspects one cut, to be killed: `python -m tests.documents.film_worker DATABASE FILES`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from chassis.clock import system_clock
from chassis.db.database import Database
from services.documents.film.workplace import Workplace
from services.documents.operations.inspect_films import FilmInspector
from services.documents.storage import LocalStore

if __name__ == "__main__":
    database, files = sys.argv[1:]
    place = Workplace(Path(files) / "film-work")
    FilmInspector(Database(database), LocalStore(Path(files)), place, system_clock).inspect_next(threading.Event())
