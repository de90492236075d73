"""Saved e-mails: statements that press offices send."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from crossread.errors import Notice, NoticeCode
from crossread.model.value import PartialDate
from crossread.plugins import RawText
from crossread.read.html import read_page

ReadPart = Callable[[bytes, str], tuple[Sequence[RawText], Sequence[Notice]]]
"""Reads a file inside a file, of whatever kind it is, given its bytes and its path."""


class MailReader:
    """Reads `.eml` files: the subject, a blank line, then the message; attachments are texts of their own.

    Args:
        read_part: Reads an attachment.
    """

    suffixes: tuple[str, ...] = (".eml",)

    def __init__(self, read_part: ReadPart) -> None:
        self._read_part = read_part

    def read(self, data: bytes, path: str) -> tuple[Sequence[RawText], Sequence[Notice]]:
        """Return the message with its sender as source, its subject as title and its date."""
        if not data.strip():
            return (), (Notice(NoticeCode.EMPTY, path),)
        try:
            mail = message_from_bytes(data, policy=policy.default)
            body = _body(mail)
        except (MessageError, LookupError, ValueError) as error:
            return (), (Notice(NoticeCode.UNREADABLE, path, detail=str(error)),)
        texts = [_message(mail, body)] if body.strip() else []
        notices: list[Notice] = []
        for name, content in _attachments(mail):
            parts, trouble = self._read_part(content, f"{path}!{name}")
            texts += [replace(part, name=f"{name}!{part.name}" if part.name else name) for part in parts]
            notices += trouble
        return texts, notices if texts or notices else (Notice(NoticeCode.NO_TEXT, path),)


def _message(mail: EmailMessage, body: str) -> RawText:
    subject = " ".join(str(mail["subject"] or "").split())
    name, address = parseaddr(str(mail["from"] or ""))
    text = body.replace("\r\n", "\n").strip("\n")
    return RawText(
        f"{subject}\n\n{text}" if subject else text,
        title=subject or None,
        source=name or address or None,
        published=_sent(mail),
    )


def _sent(mail: EmailMessage) -> PartialDate | None:
    """Return the day on which the message was sent, at the place of its sender."""
    try:
        sent = mail["date"].datetime
    except (AttributeError, TypeError, ValueError):
        return None
    return PartialDate(sent.year, sent.month, sent.day) if sent else None


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    words = content if isinstance(content, str) else content.decode("utf-8", "replace")
    if part.get_content_type() != "text/html":
        return words
    page = read_page(words)
    return page.text if page else ""


def _attachments(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in mail.iter_attachments():
        name = part.get_filename()
        content = part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            yield name.replace("\\", "/").rpartition("/")[2], content
