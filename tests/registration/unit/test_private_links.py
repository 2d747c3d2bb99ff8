"""Private links cannot be made up, changed or used for something else."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from services.registration.private_links import LinkTo, Opened, PrivateLinks, UnknownLink

LINKS = PrivateLinks(b"a secret of the tests, long enough to be one")
ID = UUID("3f2b8c1e-5a77-4d0e-9b61-0c8e2f4a7d35")


def token_of(path: str) -> str:
    return path.removeprefix("/l/")


def test_link_opens_what_it_was_made_for() -> None:
    token = token_of(LINKS.path(LinkTo.INVITATION, ID, 3))
    assert LINKS.open(token) == Opened(LinkTo.INVITATION, ID, 3)


def test_links_of_two_issues_differ() -> None:
    assert LINKS.path(LinkTo.INVITATION, ID, 1) != LINKS.path(LinkTo.INVITATION, ID, 2)


def test_link_of_another_secret_is_unknown() -> None:
    other = PrivateLinks(b"another secret of the tests, long enough too")
    with pytest.raises(UnknownLink):
        LINKS.open(token_of(other.path(LinkTo.DELEGATE, uuid4(), 1)))


def test_link_signed_with_the_secret_itself_is_unknown() -> None:
    forged = URLSafeSerializer(b"a secret of the tests, long enough to be one").dumps(["i", ID.hex, 1])
    with pytest.raises(UnknownLink):
        LINKS.open(str(forged))


@given(st.text(max_size=250))
def test_any_other_text_is_unknown(token: str) -> None:
    with pytest.raises(UnknownLink):
        LINKS.open(token)


def test_short_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    with pytest.raises(ValueError, match="no secret"):
        PrivateLinks.from_file(tmp_path / "secret")
