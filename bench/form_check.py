"""The form check of a long .docx and of a heavy PDF, and what 100 of them at once do to the gates.

    python -m bench.form_check [--count 2000] [--connections 8] [--submissions 100]

The files are checked as they are on arrival: in a child process, its start included. Then a whole stack is started:
check-ins are measured while nothing else happens, and again while the versions that were just handed in are checked.
Prints one JSON line.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.check_ins import SLUG, bring_in_the_conference, name_delegates, scan
from chassis.auth.roles import Role
from chassis.servers import free_port
from gateway.clients.transport import HttpTransport
from hoinghi import demo
from hoinghi.settings import RunConfig
from hoinghi.stack import Stack
from services.documents.form_check.from_plan import task_of
from services.documents.form_check.report import Outcome
from services.documents.form_check.rule import Task
from services.documents.form_check.runner import check_file
from services.documents.plan import load_plan
from services.documents.rendering.fonts import REGULAR, ensure_fonts
from tests.documents.form_corpus.report_text import report
from tests.documents.form_corpus.word_programs import set_right

PLAN = Path(__file__).parents[1] / "plans" / "thai-nguyen-2024.yaml"
PARAGRAPHS = 27
"""Of each section: 42 pages."""
PICTURES, PICTURE_BYTES = 20, 3_000_000
ROUNDS = 5
HERE = f"/conferences/{SLUG}"


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--submissions", type=int, default=100)
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-bench-"))
    folder.chmod(0o711)
    try:
        document = set_right(report(paragraphs=PARAGRAPHS))
        figures = {
            "docx": timed(folder / "report.docx", document),
            "pdf": timed(folder / "report.pdf", heavy_pdf()),
            "gates": at_the_gates(folder, document, wanted.count, wanted.connections, wanted.submissions),
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"form_check": figures, "cores": os.cpu_count()}))


def timed(path: Path, content: bytes) -> dict[str, float]:
    """Seconds of one check, the median of a few, and what the file is."""
    path.write_bytes(content)
    task = task_of(load_plan(PLAN.read_text(encoding="utf-8")), "bao-cao-so-ket") or Task("report")
    times: list[float] = []
    found = check_file(path, task, name=path.name)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        found = check_file(path, task, name=path.name)
        times.append(time.perf_counter() - began)
        if found.outcome is not Outcome.CHECKED:
            raise RuntimeError(found.findings[0].message_en)
    return {
        "seconds": round(statistics.median(times), 2),
        "pages": found.pages or 0.0,
        "megabytes": round(len(content) / 1_000_000, 1),
    }


def heavy_pdf() -> bytes:
    """Text, and pictures that no packing makes smaller: 60 MB."""
    ensure_fonts()
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    lines = [line.written for line in report()]
    for number in range(PICTURES):
        canvas.setFont(REGULAR, 15)
        for row, line in enumerate(lines[number::PICTURES]):
            canvas.drawString(85, 760 - 20 * row, line[:70])
        canvas.drawImage(_noise(), 85, 100, 300, 300)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _noise() -> ImageReader:
    from PIL import Image

    side = int((PICTURE_BYTES / 3) ** 0.5)
    return ImageReader(Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)))


def at_the_gates(folder: Path, document: bytes, count: int, connections: int, submissions: int) -> dict[str, Any]:
    """Check-ins while nothing else happens, and while the versions handed in just before are checked."""
    stack = Stack(RunConfig(var=str(folder), port=free_port(), log_level="WARNING"))
    try:
        stack.start()
        token = bring_in_the_conference(stack, folder)
        passes = name_delegates(stack, 2 * count)
        idle = scan(stack, token, passes[:count], connections)
        office = demo.Caller(HttpTransport("gateway", stack.url), demo.demo_accounts(folder)[Role.ORGANIZER.value])
        obligation = hand_in(office, stack, document, submissions)
        before = waiting(office, obligation)
        busy = scan(stack, token, passes[count : 2 * count], connections)
        after = waiting(office, obligation)
        if not after:
            raise RuntimeError("all checks were done before the check-ins: hand in more")
        return {
            "idle": idle,
            "busy": busy,
            "p99_times": round(busy["p99_ms"] / idle["p99_ms"], 2),
            "waiting_before": before,
            "waiting_after": after,
            "all_checked_after_s": wait_until_checked(office, obligation),
        }
    finally:
        stack.stop()


def hand_in(office: demo.Caller, stack: Stack, document: bytes, submissions: int) -> str:
    """So many versions of one obligation, one right after the other."""
    transport = HttpTransport("gateway", stack.url)
    headers = {"Authorization": f"Bearer {office.token}", "Content-Type": "application/octet-stream"}
    obligation = (office.get(f"{HERE}/obligations") or {})["items"][0]
    for _ in range(submissions):
        answer = transport.request("POST", f"/api/v1{HERE}/uploads?filename=bao-cao.docx", headers, document)
        upload = json.loads(answer.read())
        given = {"version": obligation["version"], "upload_id": upload["id"]}
        obligation = office.post(f"{HERE}/obligations/{obligation['id']}/submissions", given)
    return str(obligation["id"])


def waiting(office: demo.Caller, obligation: str) -> int:
    """How many versions are not checked yet."""
    items = (office.get(f"{HERE}/obligations/{obligation}/form-checks") or {})["items"]
    return sum(item["state"] in {"waiting", "running"} for item in items)


def wait_until_checked(office: demo.Caller, obligation: str) -> float:
    """Seconds until the last one is done."""
    began = time.monotonic()
    while waiting(office, obligation):
        time.sleep(1)
    return round(time.monotonic() - began, 1)


if __name__ == "__main__":
    main()
