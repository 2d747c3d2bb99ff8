"""What a station decides without a network, module by module, against what the server would say.

The server's own code (services/registration) and the `cwt` library are the oracles; hypothesis spoils passes.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import base45
import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cwt import COSE, COSEKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, Playwright

from services.registration.names import folded
from services.registration.pass_codes import ALPHABET, WrongCode, new_code, parse_code
from services.registration.passes import COSE_SIGN1, PROTECTED, ForgedPass, PassSigner, conference_mark
from tests.e2e.chromium import chromium
from tests.e2e.static_server import BLANK, static_files

SLUG = "hoi-nghi-thu"
NOW = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
VALID_UNTIL = NOW + timedelta(hours=12)
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

READ = """async ([texts, keys, fallback]) => {
  const passes = await import("/js/station/passes.js");
  if (fallback) passes.useFallback();
  const read = await Promise.all(texts.map((text) => passes.readPass(text, keys)));
  return read.map((pass) => pass && [pass.passId, pass.mark, pass.expiresAt.getTime() / 1000]);
}"""
DECIDE = """async ([people, standing, facts, scans, now]) => {
  const { Roster } = await import("/js/station/roster.js");
  const { decide } = await import("/js/station/decide.js");
  const roster = new Roster("hoi-nghi-thu");
  people.forEach((person) => roster.keep(person));
  standing.forEach((line) => roster.standing.set(line.delegate_id, line));
  roster.facts = facts;
  const verdicts = [];
  for (const scan of scans) verdicts.push(await decide(roster, scan, now));
  return verdicts.map(({ outcome, problem, person, first }) =>
    [outcome, problem ?? null, person?.delegate_id ?? null, first?.by ?? null]);
}"""
CODES = """async (texts) => {
  const { parseCode } = await import("/js/station/codes.js");
  return texts.map(parseCode);
}"""
NAMES = """async (texts) => {
  const { folded } = await import("/js/station/names.js");
  return texts.map(folded);
}"""


@dataclass
class Station:
    """A browser with the modules, and the key of the conference."""

    page: Page
    key: Ed25519PrivateKey
    signer: PassSigner

    def read(self, texts: list[str], *, fallback: bool = False) -> list[Any]:
        keys = [{"kid": self.signer.kid, "x": self.signer.public_key}]
        read: list[Any] = self.page.evaluate(READ, [texts, keys, fallback])
        return read

    def decide(self, people: list[dict[str, Any]], scans: list[dict[str, str]], **facts: Any) -> list[Any]:
        known = {
            "keys": [{"x": self.signer.public_key}], "mark": conference_mark(SLUG).hex(), "gates": [],
            "validUntil": facts.get("valid_until", VALID_UNTIL).isoformat(),
        }  # fmt: skip
        now = facts.get("now", NOW).timestamp() * 1000
        verdicts: list[Any] = self.page.evaluate(DECIDE, [people, facts.get("standing", []), known, scans, now])
        return verdicts


@pytest.fixture(scope="module")
def station(playwright: Playwright) -> Iterator[Station]:
    key = Ed25519PrivateKey.generate()
    with static_files() as address, chromium(playwright) as browser:
        page = browser.new_page()
        page.goto(address + BLANK)
        yield Station(page, key, PassSigner(key))


def text_of(signer: PassSigner, pass_id: UUID | None = None, slug: str = SLUG) -> str:
    return signer.text(pass_id or uuid4(), slug, NOW + timedelta(days=365))


def person(pass_id: UUID | None = None, **changes: Any) -> dict[str, Any]:
    known = {"delegate_id": str(uuid4()), "full_name": "Đỗ Thị Hoà", "state": "confirmed", "revoked": []}
    return known | {"pass_id": str(pass_id) if pass_id else None, "code": new_code()} | changes


@pytest.mark.parametrize("fallback", [False, True], ids=["native", "noble"])
def test_genuine_pass_is_read(station: Station, fallback: bool) -> None:
    pass_id = uuid4()
    expires_at = int((NOW + timedelta(days=365)).timestamp())
    found = station.read([text_of(station.signer, pass_id)], fallback=fallback)
    assert found == [[str(pass_id), conference_mark(SLUG).hex(), expires_at]]


@pytest.mark.parametrize("fallback", [False, True], ids=["native", "noble"])
def test_pass_signed_with_another_key_is_forged(station: Station, fallback: bool) -> None:
    assert station.read([text_of(PassSigner(Ed25519PrivateKey.generate()))], fallback=fallback) == [None]


def test_every_truncated_pass_is_refused(station: Station) -> None:
    text = text_of(station.signer)
    assert set(station.read([text[:end] for end in range(len(text))])) == {None}


def test_every_pass_with_one_other_character_is_refused(station: Station) -> None:
    text = text_of(station.signer)
    spoilt = [text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :] for at in range(len(text))]
    assert set(station.read(spoilt)) == {None}


def test_token_that_another_library_signs_in_another_form_is_refused(station: Station) -> None:
    """Our key, but claims that no pass has."""
    assert station.read([_signed_by_cwt(station.key, {1: "ai-do", 4: int(VALID_UNTIL.timestamp())})]) == [None]


def test_pass_that_another_library_signs_in_our_form_is_read(station: Station) -> None:
    pass_id, expires_at = uuid4(), int(VALID_UNTIL.timestamp())
    claims = {4: expires_at, 7: pass_id.bytes, -65537: conference_mark(SLUG)}
    mark = conference_mark(SLUG).hex()
    assert station.read([_signed_by_cwt(station.key, claims)]) == [[str(pass_id), mark, expires_at]]


@st.composite
def spoilt_passes(draw: st.DrawFn) -> Callable[[str], str]:
    """A way to spoil a pass."""
    kind = draw(st.sampled_from(["characters", "bytes", "cut", "insert", "double", "junk"]))
    places = draw(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=4))

    def spoil(text: str) -> str:
        if kind == "bytes":
            content = bytearray(base45.b45decode(text))
            for at, byte in places:
                content[at % len(content)] = byte
            return str(base45.b45encode(bytes(content)), "ascii")
        at, byte = places[0]
        at %= len(text)
        sign = SIGNS[byte % len(SIGNS)]
        return {
            "characters": text[:at] + sign + text[at + 1 :],
            "cut": text[:at] + text[at + 1 + byte % 30 :],
            "insert": text[:at] + sign * (1 + byte % 5) + text[at:],
            "double": text + text[: at + 1],
            "junk": "".join(SIGNS[(place * byte) % len(SIGNS)] for place, byte in places) * 20,
        }[kind]

    return spoil


@MANY
@given(st.lists(spoilt_passes(), min_size=40, max_size=40))
def test_spoilt_pass_is_never_read_as_anything_the_server_would_not(
    station: Station, ways: list[Callable[[str], str]]
) -> None:
    genuine = text_of(station.signer)
    texts = [spoil(genuine) for spoil in ways]
    for text, found in zip(texts, station.read(texts), strict=True):
        assert found is None or found == _server_reads(station.signer, text), text


@MANY
@given(st.lists(st.binary(max_size=120), min_size=20, max_size=20))
def test_payload_of_any_bytes_under_our_own_signature_does_no_harm(station: Station, payloads: list[bytes]) -> None:
    texts = [_signed(station.key, payload) for payload in payloads]
    for text, found in zip(texts, station.read(texts), strict=True):
        assert found is None or found == _server_reads(station.signer, text), text


def test_station_objects_as_the_server_does(station: Station) -> None:
    held, dead, waiting = uuid4(), uuid4(), uuid4()
    heir = person(held, revoked=[str(dead)])
    excused, unconfirmed = person(waiting, state="excused"), person(None, state="registered")
    scans = [
        {"pass": text_of(station.signer, held)},
        {"pass": text_of(station.signer, dead)},
        {"pass": text_of(station.signer, held, "hoi-nghi-khac")},
        {"pass": text_of(station.signer, waiting)},
        {"pass": "6BFGARNHK"},
        {"pass": text_of(station.signer)},
        {"code": f" {heir['code'][:4].lower()}-{heir['code'][4:]}"},
        {"code": "ABCD2345"},
        {"delegate_id": heir["delegate_id"]},
        {"delegate_id": unconfirmed["delegate_id"]},
        {"delegate_id": str(uuid4())},
    ]
    assert station.decide([heir, excused, unconfirmed], scans) == [
        ["accepted", None, heir["delegate_id"], None],
        ["refused", "pass-revoked", heir["delegate_id"], None],
        ["refused", "pass-of-another-conference", None, None],
        ["refused", "delegate-not-confirmed", excused["delegate_id"], None],
        ["refused", "pass-forged", None, None],
        ["accepted", None, None, None],
        ["accepted", None, heir["delegate_id"], None],
        ["refused", "code-unknown", None, None],
        ["accepted", None, heir["delegate_id"], None],
        ["refused", "delegate-not-confirmed", unconfirmed["delegate_id"], None],
        ["refused", "delegate-unknown", None, None],
    ]


def test_pass_of_somebody_who_handed_over_is_refused(station: Station) -> None:
    """The old pass is among the revoked; the substitute's own pass is good."""
    old, new = uuid4(), uuid4()
    before, after = person(None, state="substituted", revoked=[str(old)]), person(new)
    verdicts = station.decide([before, after], [{"pass": text_of(station.signer, each)} for each in (old, new)])
    assert [verdict[:2] for verdict in verdicts] == [["refused", "pass-revoked"], ["accepted", None]]


def test_pass_expires_with_the_conference_and_not_by_its_own_word(station: Station) -> None:
    held = uuid4()
    scan = {"pass": text_of(station.signer, held)}
    [[*late]] = station.decide([person(held)], [scan], now=VALID_UNTIL)
    assert late[:2] == ["refused", "pass-expired"]
    [[*moved]] = station.decide([person(held)], [scan], now=VALID_UNTIL, valid_until=VALID_UNTIL + timedelta(days=1))
    assert moved[:2] == ["accepted", None]


def test_second_scan_says_who_was_first(station: Station) -> None:
    held = uuid4()
    known = person(held)
    line = {"delegate_id": known["delegate_id"], "by": "Máy quét cửa B", "gate": "cua-b", "scanned_at": NOW.isoformat()}
    [verdict] = station.decide([known], [{"pass": text_of(station.signer, held)}], standing=[line])
    assert verdict == ["duplicate", None, known["delegate_id"], "Máy quét cửa B"]


@MANY
@given(st.lists(st.text(ALPHABET + "ilo01 -.", max_size=12), min_size=10, max_size=40))
def test_typed_code_is_understood_as_the_server_does(station: Station, texts: list[str]) -> None:
    texts = [*texts, new_code(), new_code().lower()]
    assert station.page.evaluate(CODES, texts) == [_server_code(text) for text in texts]


@MANY
@given(st.lists(st.text("aăâbcdđeêiĐÁẶƠưỳ ọẫ'-.,1", max_size=20), min_size=10, max_size=40))
def test_name_is_folded_as_the_server_does(station: Station, texts: list[str]) -> None:
    assert station.page.evaluate(NAMES, texts) == [folded(text) for text in texts]


def _server_reads(signer: PassSigner, text: str) -> list[Any] | None:
    try:
        read = signer.read(text.strip())
    except ForgedPass:
        return None
    return [str(read.pass_id), read.conference_mark.hex(), int(read.expires_at.timestamp())]


def _server_code(text: str) -> str | None:
    try:
        return parse_code(text)
    except WrongCode:
        return None


def _signed(key: Ed25519PrivateKey, payload: bytes) -> str:
    signature = key.sign(cbor2.dumps(["Signature1", PROTECTED, b"", payload]))
    signed = cbor2.dumps(cbor2.CBORTag(COSE_SIGN1, [PROTECTED, {}, payload, signature]))
    return str(base45.b45encode(signed), "ascii")


def _signed_by_cwt(key: Ed25519PrivateKey, claims: dict[int, Any]) -> str:
    public = urlsafe_b64decode(PassSigner(key).public_key + "=")
    private = COSEKey.new({1: 1, 3: -19, -1: 6, -2: public, -4: key.private_bytes_raw()})
    signed = COSE.new(alg_auto_inclusion=True).encode_and_sign(cbor2.dumps(claims), private)
    return str(base45.b45encode(signed), "ascii")
