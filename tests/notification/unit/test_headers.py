"""Headers with Vietnamese words, read back by the older and stricter of Python's two readers (RFC 2047)."""

from __future__ import annotations

import email
import random
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage

import pytest

from services.notification.sending.headers import MAIL_POLICY
from services.notification.sending.mail import UnusableAddress, address_of

TITLE = "Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm 2024 | Invitation No. 27-GM/BTGTU, (thử) Huyện ủy"
TEXTS = [" ".join(random.Random(seed).choices(TITLE.split(), k=1 + seed % 30)) + " ệ" for seed in range(0, 120, 4)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_subject_of_any_length_is_read_back_unchanged(text: str) -> None:
    assert str(make_header(decode_header(_header("Subject", text)))) == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_name_of_any_length_is_read_back_unchanged(text: str) -> None:
    header = _header("To", Address(display_name=text, addr_spec="a@don-vi.example"))

    assert str(make_header(decode_header(header.replace("\r\n", "")))) == f"{text} <a@don-vi.example>"


@pytest.mark.parametrize("text", TEXTS)
def test_no_header_line_is_longer_than_76_characters(text: str) -> None:
    lines = f"Subject: {_header('Subject', text)}".splitlines()

    assert max(map(len, lines)) <= 76


def test_a_file_name_keeps_its_accents() -> None:
    mail = EmailMessage(policy=MAIL_POLICY)
    mail.set_content("x")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="Giấy mời số 27.pdf")

    _whole, _text, part = email.message_from_bytes(mail.as_bytes(), policy=MAIL_POLICY).walk()

    assert part.get_filename() == "Giấy mời số 27.pdf"


@pytest.mark.parametrize(
    "text", ["", "nobody", "a@", "@b.example", "ạ@b.example", "a b@c.example", "a@b.example\r\nBcc: x"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UnusableAddress):
        address_of(text)


def test_an_address_may_carry_a_name() -> None:
    address = address_of("Văn phòng <vanphong@tuyengiao.example>")

    assert (address.display_name, address.addr_spec) == ("Văn phòng", "vanphong@tuyengiao.example")


def _header(name: str, value: object) -> str:
    mail = EmailMessage(policy=MAIL_POLICY)
    mail[name] = value
    return str(email.message_from_bytes(mail.as_bytes())[name])
