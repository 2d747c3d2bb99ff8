"""Every bench once, in one run, and one table: `python -m bench` (make bench).

The table is printed and written to bench/results.md, with the machine named by cores and memory only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil

RESULTS = Path(__file__).parent / "results.md"
BENCHES = (
    "check_ins",
    "messaging",
    "badges",
    "seating",
    "start_up",
    "search",
    "imports",
    "form_check",
    "film",
    "upload",
)


def main() -> None:
    """Run them one after the other, each in a process of its own."""
    figures: dict[str, Any] = {}
    for bench in BENCHES:
        print(f"measuring {bench} …", file=sys.stderr, flush=True)
        done = subprocess.run([sys.executable, "-m", f"bench.{bench}"], check=True, stdout=subprocess.PIPE, text=True)
        figures[bench] = json.loads(done.stdout.splitlines()[-1])
    text = table(figures)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def table(figures: dict[str, Any]) -> str:
    """The results for a reader."""
    memory = round(psutil.virtual_memory().total / 1024**3)
    scans = figures["check_ins"]["check_ins"]
    gateway, batches, database = (scans[name] for name in ("gateway", "batches", "postgresql"))
    events = figures["messaging"]["messaging"]
    start = figures["start_up"]["start_up"]
    form = figures["form_check"]["form_check"]
    gates = form["gates"]
    film = figures["film"]["film"]
    film_gates = film["gates"]
    sent = figures["upload"]["upload"]
    rows = [
        ("first-time check-ins through the gateway, 8 connections", f"{gateway['per_second']}/s"),
        ("… p50 / p99", f"{gateway['p50_ms']} / {gateway['p99_ms']} ms"),
        ("check-ins in batches of 1,000, 2 stations", f"{batches['per_second']}/s"),
        ("… a batch, p50", f"{batches['p50_ms']} ms"),
        ("the same statements by PostgreSQL alone (pgbench)", f"{database['per_second']}/s"),
        ("… through the gateway, of that", f"{gateway['per_second'] / database['per_second']:.0%}"),
        *((name.replace("_", " "), f"{value}") for name, value in events.items()),
        *(
            (f"search in 20,000 delegates, {name}: p50 / p95", f"{times['p50_ms']} / {times['p95_ms']} ms")
            for name, times in figures["search"]["search"].items()
        ),
        *(
            (f"import of 5,000 rows, {name}: check / write", f"{times['check_s']} / {times['import_s']} s")
            for name, times in figures["imports"]["imports"].items()
        ),
        *(
            (f"form check of a .{kind}, {form[kind]['pages']:g} pages, {form[kind]['megabytes']} MB", f"{seconds} s")
            for kind, seconds in ((kind, form[kind]["seconds"]) for kind in ("docx", "pdf"))
        ),
        (
            "check-ins while 100 reports are checked: p99 idle / busy",
            f"{gates['idle']['p99_ms']} / {gates['busy']['p99_ms']} ms",
        ),
        ("… of idle", f"{gates['p99_times']} times"),
        (
            f"inspection of a film (1080p, {film['megabits_per_second']} Mbit/s)",
            f"{film['inspection_times']} × real time",
        ),
        ("… of decoding it and nothing else", f"{film['inspection_times'] / film['decode_times']:.0%}"),
        ("browser copy of it (720p, with poster and thumbnails)", f"{film['copy_times']} × real time"),
        (
            "check-ins while films are inspected and copied: p99 idle / busy",
            f"{film_gates['idle']['p99_ms']} / {film_gates['busy']['p99_ms']} ms",
        ),
        ("… of idle", f"{film_gates['p99_times']} times"),
        (f"a film of {sent['megabytes']} MB through the gateway", f"{sent['gateway_mb_per_second']} MB/s"),
        ("… copied by nginx", f"{sent['nginx_mb_per_second']} MB/s"),
        ("… of that", f"{sent['percent']} %"),
        ("badges (A6, QR of 55 mm)", f"{figures['badges']['badges_per_second']}/s"),
        ("seats proposed for 1,002 people", f"{figures['seating']['proposal_ms']} ms"),
        ("embedded mode: first start / a later one", f"{start['first']['seconds']} / {start['later']['seconds']} s"),
        ("embedded mode: memory", f"{start['later']['megabytes']} MB"),
    ]
    lines = [f"One run on {psutil.cpu_count()} cores, {memory} GB of memory.", "", "| measured | result |", "|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {value} |" for name, value in rows)]) + "\n"


if __name__ == "__main__":
    main()
