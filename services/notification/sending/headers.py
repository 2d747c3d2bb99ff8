"""Words of other letters in headers (RFC 2047), written so that every mail program reads them back unchanged.

Python 3.11's own folding loses the space between two encoded words of a long subject and adds one within a long name
(tests/notification/unit/test_headers.py shows both). Here the whole text is encoded, in pieces that fit a line.
"""

from __future__ import annotations

from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from typing import Any

LINE_LENGTH = 75


class HeaderPolicy(EmailPolicy):
    """Safe for servers without 8BITMIME, with line ends as SMTP wants them."""

    def fold(self, name: str, value: Any) -> str:
        """One header with its line end."""
        addresses = getattr(value, "addresses", None)
        if str(value).isascii() or (addresses is None and name.lower() != "subject"):
            folded: str = super().fold(name, value)
            return folded
        body = _encoded(name, str(value)) if addresses is None else _mailboxes(name, addresses)
        return f"{name}: {body}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same as bytes."""
        return self.fold(name, value).encode("ascii")


MAIL_POLICY = HeaderPolicy(linesep="\r\n", cte_type="7bit")


def _encoded(name: str, text: str) -> str:
    return Header(text, "utf-8", header_name=name, maxlinelen=LINE_LENGTH).encode(linesep="\r\n")


def _mailboxes(name: str, addresses: tuple[Address, ...]) -> str:
    return ",\r\n ".join(_mailbox(name, address) for address in addresses)


def _mailbox(name: str, address: Address) -> str:
    if address.display_name.isascii():
        return str(address)
    return f"{_encoded(name, address.display_name)}\r\n <{address.addr_spec}>"
