"""Passes that are not what they seem, one by one and in batches: refused by the right reason, never an error of ours.

The `cwt` library makes and reads passes independently of ours: what it finds wrong must not open a gate.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import base45
import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cwt import COSE, COSEKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.registration.passes import PassSigner, conference_mark
from tests.registration.integration.test_check_in_batch import STATION_A, scanned, sync
from tests.registration.world import ORGANIZER, SLUG, Registration

FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def verdicts(registration: Registration, text: str) -> tuple[str, str]:
    """The reasons for which a pass is refused online, and when a station without a network sends it in."""
    online = registration.scan(STATION_A, **{"pass": text})
    assert online.status_code == 422, online.text
    entry = scanned(registration.clock(), admitted=False, **{"pass": text})
    (offline,) = sync(registration, STATION_A, entry)
    assert offline["outcome"] == "refused"
    lines = registration.get(ORGANIZER, "/check-ins", page_size=500)["items"]
    kept = {line["scan_id"]: line["problem"] for line in lines}
    assert f"/problems/{kept[entry['scan_id']]}" == offline["problem"]["type"]
    online_reason, offline_reason = online.get_json()["type"], offline["problem"]["type"]
    return online_reason.removeprefix("/problems/"), offline_reason.removeprefix("/problems/")


def independent_pass(key: Ed25519PrivateKey, pass_id: bytes, slug: str = SLUG, expires_at: int = 2**31) -> str:
    """A pass made by another library."""
    private = key.private_bytes_raw()
    signing = COSEKey.new({1: 1, 3: -19, -1: 6, -2: key.public_key().public_bytes_raw(), -4: private})
    payload = cbor2.dumps({4: expires_at, 7: pass_id, -65537: conference_mark(slug)})
    return str(base45.b45encode(COSE.new().encode_and_sign(payload, signing, protected={1: -19})), "ascii")


def oracle_accepts(registration: Registration, text: str) -> bool:
    """Whether the independent library verifies the text by the published key."""
    x = registration.get(ORGANIZER, "/pass-key")["public_key"]
    key = COSEKey.new({1: 1, 3: -19, -1: 6, -2: urlsafe_b64decode(x + "=")})
    try:
        COSE.new(verify_kid=False).decode(base45.b45decode(text), key)
    except Exception:  # noqa: BLE001 (whatever the other library raises)
        return False
    return True


def signer_of(registration: Registration) -> PassSigner:
    signer: PassSigner = registration.service.web.extensions["hoinghi"].parts.signer
    return signer


def test_pass_of_ours_is_verified_independently(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    assert oracle_accepts(registration, held["text"])
    assert registration.scan(**{"pass": held["text"]}).status_code == 201


def test_pass_of_another_key_is_forged(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    text = independent_pass(Ed25519PrivateKey.generate(), UUID(held["pass_id"]).bytes)
    assert not oracle_accepts(registration, text)
    assert verdicts(registration, text) == ("pass-forged", "pass-forged")


def test_pass_of_another_conference_is_named_as_that(registration: Registration) -> None:
    text = signer_of(registration).text(uuid4(), "hoi-nghi-khac", registration.clock() + timedelta(days=9))
    assert verdicts(registration, text) == ("pass-of-another-conference",) * 2


def test_pass_that_was_never_issued_is_forged(registration: Registration) -> None:
    text = signer_of(registration).text(uuid4(), SLUG, registration.clock() + timedelta(days=9))
    assert oracle_accepts(registration, text)
    assert verdicts(registration, text) == ("pass-forged", "pass-forged")


def test_pass_of_an_excused_delegate_is_revoked(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    registration.clock.move(minutes=1)
    assert verdicts(registration, held["text"]) == ("pass-revoked", "pass-revoked")


def test_pass_of_a_substituted_delegate_says_so(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    body = {"full_name": "Phạm Văn Thay", "post": "Chuyên viên", "reason": "Bận việc"}
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/substitute", body, 201)
    registration.clock.move(minutes=1)
    assert verdicts(registration, held["text"]) == ("delegate-substituted", "delegate-substituted")


def test_replayed_pass_lets_nobody_in_twice(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    assert registration.scan(**{"pass": held["text"]}).status_code == 201
    registration.clock.move(seconds=1)
    assert registration.scan(STATION_A, **{"pass": held["text"]}).status_code == 200
    entries = [scanned(registration.clock(), **{"pass": held["text"]}) for _ in range(3)]
    assert [each["outcome"] for each in sync(registration, STATION_A, *entries)] == ["duplicate"] * 3


def _flipped(text: str, bit: int) -> str:
    content = bytearray(base45.b45decode(text))
    content[bit // 8 % len(content)] ^= 1 << bit % 8
    return str(base45.b45encode(bytes(content)), "ascii")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_bit_flipped_truncated_or_foreign_text_is_forged(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    texts = st.one_of(
        st.integers(0, 8 * 112 - 1).map(lambda bit: _flipped(held["text"], bit)),
        st.integers(1, len(held["text"]) - 1).map(lambda length: held["text"][:length]),
        st.text(alphabet=BASE45, min_size=1, max_size=200),
        st.text(min_size=1, max_size=50),
        st.binary(min_size=1, max_size=120).map(lambda content: base45.b45encode(content).decode()),
    )

    @FUZZ
    @given(texts)
    def refused(text: str) -> None:
        # A text that verifies after all is the same pass in other words (an unprotected header is not signed).
        if not (oracle_accepts(registration, text) or text.strip() == held["text"]):
            assert verdicts(registration, text) == ("pass-forged", "pass-forged")

    refused()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_any_json_as_entries_gets_a_verdict_each_and_is_kept(registration: Registration) -> None:
    _delegate, held = registration.confirmed()
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    )
    good = scanned(registration.clock(), **{"pass": held["text"]})
    names = st.sampled_from([*good, "undo_id", "undone_at", "reason", "code", "delegate_id"])
    spoiled = st.dictionaries(names, values | st.just(held["text"]), min_size=1, max_size=4)
    entries = st.lists(st.one_of(values, spoiled, spoiled.map(lambda wrong: good | wrong)), min_size=1, max_size=6)

    @FUZZ
    @given(entries)
    def answered(sent: list[Any]) -> None:
        results = sync(registration, STATION_A, *sent)
        assert len(results) == len(sent)
        assert all(each["check_in_id"] for each in results)

    answered()
