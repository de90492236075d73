"""Documents, and the passages they are split into."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from crossread.model.identity import content_id
from crossread.model.span import Span
from crossread.model.value import PartialDate

DocumentId = NewType("DocumentId", str)
PassageId = NewType("PassageId", str)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Who publishes: a newspaper, an agency, a ministry, a channel.

    Attributes:
        name: As the reader of the case knows it.
        family: The house that several sources belong to; sources of one family are one lineage. None where unknown.
    """

    name: str
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text that a source put out; its text never changes.

    Attributes:
        id: Made of the original bytes' SHA-256 and the ordinal among identical files, not of the path.
        path: Where it was read, relative to the input, with `/`; a part of an archive or table is `file.zip!a/b.txt`.
        sha256: Of the original bytes (of the row's text where the file is a table), in hexadecimal.
        text: What all spans refer to: the decoded file untouched (plain text), else the extracted text.
        language: ISO 639-1 code, or None where it cannot be told.
        title: Headline, or None.
        source: Who published it, or None where unknown.
        author: Byline, or None.
        published: As exact as it is known, or None.
        url: Where it was published, or None.

    Examples:
        >>> Document.named("a.txt", "Rain fell.", sha256="00").id[0]
        'd'
    """

    id: DocumentId
    path: str
    sha256: str
    text: str
    language: str | None = None
    title: str | None = None
    source: Source | None = None
    author: str | None = None
    published: PartialDate | None = None
    url: str | None = None

    @classmethod
    def named(  # noqa: PLR0913 - one argument for each thing that may be known of a document
        cls,
        path: str,
        text: str,
        *,
        sha256: str,
        ordinal: int = 0,
        language: str | None = None,
        title: str | None = None,
        source: Source | None = None,
        author: str | None = None,
        published: PartialDate | None = None,
        url: str | None = None,
    ) -> Document:
        """Return the document with its identifier, made of `sha256` and `ordinal` (0 for the first identical one)."""
        key = DocumentId(content_id("d", sha256, ordinal))
        return cls(key, path, sha256, text, language, title, source, author, published, url)

    @property
    def label(self) -> str:
        """What to call the document on screen: its source, else its path."""
        return self.source.name if self.source else self.path


class PassageKind(StrEnum):
    """What a passage is in its document."""

    TITLE = "title"
    HEADING = "heading"
    SENTENCE = "sentence"
    CAPTION = "caption"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, title, heading or caption of one document; passages of a document never overlap.

    Attributes:
        id: Made of document, span and kind.
        document: The document it stands in.
        span: Where it stands, without surrounding white space.
        kind: What it is.
        paragraph: Number of the paragraph it belongs to, from 0, in the order of the text.
    """

    id: PassageId
    document: DocumentId
    span: Span
    kind: PassageKind
    paragraph: int

    @classmethod
    def at(cls, document: DocumentId, span: Span, kind: PassageKind, paragraph: int) -> Passage:
        """Return the passage with its identifier."""
        key = PassageId(content_id("p", document, span.start, span.end, kind))
        return cls(key, document, span, kind, paragraph)
