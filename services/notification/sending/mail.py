"""A message as it goes over the wire (RFC 5322, MIME)."""

from __future__ import annotations

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

from services.notification.models import Message
from services.notification.sending.headers import MAIL_POLICY


class UnusableAddress(ValueError):
    """An e-mail address cannot be written to."""


def address_of(text: str) -> Address:
    """`Văn phòng <vanphong@tuyengiao.example>` or a bare address. Raises `UnusableAddress`.

    A domain in other letters is written in its ASCII form (IDNA). Other letters before the @ would need
    SMTPUTF8 (RFC 6531), which too few servers know.
    """
    name, spec = parseaddr(text if text.isprintable() else "")
    user, _, domain = spec.rpartition("@")
    try:
        return Address(display_name=name, addr_spec=f"{user}@{domain.encode('idna').decode('ascii')}")
    except (MessageError, ValueError, IndexError):
        raise UnusableAddress(f"not an address that mail can be sent to: {text[:200]!r}") from None


def build_mail(message: Message, sender: Address, reply_to: str | None, now: datetime) -> EmailMessage:
    """The mail of a message. Its Message-ID is the same in every try, so that a receiver can recognise a second copy.

    Raises `UnusableAddress`.
    """
    mail = EmailMessage(policy=MAIL_POLICY)
    recipient = address_of(message.recipient_email or "")
    mail["From"] = sender
    mail["To"] = Address(display_name=message.recipient_name, addr_spec=recipient.addr_spec)
    if reply_to:
        mail["Reply-To"] = address_of(reply_to)
    mail["Subject"] = message.subject
    mail["Date"] = now
    mail["Message-ID"] = f"<{message.id}@{sender.domain}>"
    mail["Content-Language"] = "vi, en"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    for attachment in message.attachments:
        _attach(mail, attachment.media_type, attachment.filename, attachment.content)
    return mail


def _attach(mail: EmailMessage, media_type: str, filename: str, content: bytes) -> None:
    main, _, sub = media_type.partition("/")
    if media_type == "text/calendar":
        # The method parameter has to say what the METHOD property says (RFC 6047 section 2.4).
        parameters = {"method": "PUBLISH"}
        mail.add_attachment(content.decode(), subtype=sub, filename=filename, params=parameters, cte="base64")
    else:
        mail.add_attachment(content, maintype=main, subtype=sub, filename=filename)
