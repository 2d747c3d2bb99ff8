"""Every paper in every form looks as its reference pictures do (`tests/documents/golden.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.documents.golden import PICTURES, TOLERANCE, Sample, largest_difference, samples

SAMPLES = samples()
MOST_BYTES = 1_500_000


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_paper_looks_as_its_reference(sample: Sample, tmp_path: Path) -> None:
    pages, references = sample.pages(), sample.references()
    assert len(pages) == len(references), "draw it anew: python -m tests.documents.golden"
    for page, reference in zip(pages, references, strict=True):
        page.save(tmp_path / reference.name)
        with Image.open(reference) as expected:
            assert largest_difference(page, expected.convert("L")) <= TOLERANCE, f"compare {tmp_path / reference.name}"


def test_no_reference_is_kept_of_a_paper_that_is_no_more() -> None:
    wanted = {path for sample in SAMPLES for path in sample.references()}
    assert {path.name for path in PICTURES.glob("*.png")} == {path.name for path in wanted}


def test_references_stay_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < MOST_BYTES
