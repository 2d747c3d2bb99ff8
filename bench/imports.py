"""Importing 5,000 delegates from a spreadsheet, on SQLite and on PostgreSQL: checked, then written.

    python -m bench.imports [--rows 5000]

The file is worked on as the service's worker does it: read and judged, then read, judged again and written in one
transaction with its events. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
import time
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from bench.search import SLUG, UNITS, fill, invented_name, prepared
from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.observability.logging import configure_logging
from chassis.servers import PostgreSQLServer
from services.registration.import_worker import ImportWorker
from services.registration.models import DelegateImport, ImportMode, ImportState
from services.registration.operations.import_jobs import ask_to_apply, take_in

OFFICE = Identity("account/bench", Role.ORGANIZER, "Bench")


def main() -> None:
    """Measure on both databases, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=5_000)
    wanted = parser.parse_args()
    configure_logging("imports", "WARNING")
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-bench-"))
    folder.chmod(0o711)
    server = PostgreSQLServer(folder / "server", durable=True)
    try:
        addresses = {
            "sqlite": f"sqlite:///{folder / 'registration.sqlite3'}",
            "postgresql": server.start().create_database("imports"),
        }
        content = sheet_of(wanted.rows)
        figures = {name: measure(url, folder / name, content) for name, url in addresses.items()}
    finally:
        server.discard()
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"imports": figures, "rows": wanted.rows, "cores": os.cpu_count()}))


def measure(url: str, folder: Path, content: bytes) -> dict[str, float]:
    """Seconds of the check and of the import."""
    service = prepared(url, folder)
    fill(service.database, 0, random.Random(1))
    worker = ImportWorker(service.database, service.web.extensions["hoinghi"].parts, system_clock)
    with service.database.write() as session:
        job_id = take_in(session, SLUG, "danh-sach.xlsx", content, by=OFFICE, clock=system_clock).id
    begun = time.perf_counter()
    worker.work_next()
    checked = time.perf_counter()
    with service.database.write() as session:
        ask_to_apply(session.get_one(DelegateImport, job_id), ImportMode.ALL, by=OFFICE)
    worker.work_next()
    applied = time.perf_counter()
    with service.database.read() as session:
        job = session.get_one(DelegateImport, job_id)
        if job.state != ImportState.APPLIED:
            raise RuntimeError(f"{job.state}: {job.faults[:3]}")
    service.database.dispose()
    return {"check_s": round(checked - begun, 2), "import_s": round(applied - checked, 2)}


def sheet_of(rows: int) -> bytes:
    """A file of invented people."""
    chance = random.Random(20240705)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Họ và tên", "Chức vụ", "Điện thoại", "E-mail", "Tư cách", "Đơn vị"])
    for number in range(rows):
        phone = f"0900{number:06d}"
        unit = f"don-vi-{number % UNITS}"
        sheet.append([invented_name(chance), "Chuyên viên", phone, f"nguoi-{number}@donvi.example", "Đại biểu", unit])
    into = BytesIO()
    book.save(into)
    return into.getvalue()


if __name__ == "__main__":
    main()
