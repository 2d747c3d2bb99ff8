"""The process in which a foreign text is read: `python -m services.documents.form_check.child`, one file each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.documents.confined.child import Tell, serve


def answer(request: dict[str, Any], _tell: Tell) -> dict[str, Any]:
    """Check the file; or write its annotated copy, or take its text or its petitions, where that is asked for."""
    from services.documents.form_check.engine import check
    from services.documents.form_check.report import FormReport
    from services.documents.form_check.rule import Task

    path = Path(request["path"])
    if request.get("petitions"):
        from services.documents.form_check.petition_lines import petition_lines

        return {"lines": petition_lines(path, Task.from_data(request["task"]))}
    if request.get("sections"):
        from services.documents.form_check.section_texts import section_texts

        return section_texts(path, Task.from_data(request["task"]))
    if request["annotate"] is None:
        return check(path, Task.from_data(request["task"]), name=request["name"]).as_data()
    from services.documents.form_check.annotate import annotate

    annotate(path, Path(request["annotate"]), FormReport.from_data(request["report"]), request["language"])
    return {}


if __name__ == "__main__":
    serve(answer)
