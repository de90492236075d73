"""Who descends from whose telling: documents that count once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crossread.align.direction import gives_credit
from crossread.align.joining import Joined
from crossread.align.reuse import copied_share
from crossread.model.account import Account
from crossread.model.descent import PARTLY_COPIED
from crossread.model.document import Document, DocumentId
from crossread.model.identity import content_id
from crossread.model.link import Lineage, LineageId, Link, LinkKind
from crossread.model.reason import Reason

_WORD: Final = re.compile(r"\w+")
_CREDIT: Final = re.compile(
    r"(?:^|[\s(/|])"
    r"(AP|AFP|UPI|TASS|EFE|DPA|ANSA|Reuters|Xinhua|Interfax|Bloomberg|Associated Press|Agence France-Presse)"
    r"(?:[\s)/|,.\u2014\u2013-]|$)"
)
_HEAD: Final = 250
"""Characters at the beginning in which a dateline's credit stands; what one further on covers cannot be told."""


@dataclass(frozen=True, slots=True)
class LineageOptions:
    """When two documents count once.

    Attributes:
        share: Share of a document in copied stretches from which two documents are one lineage. In the accounts corpus
            (train, 24 events) pairs that its authors hold to be one lineage share 0.12 of a document or more, all
            others 0.07 or less.
        whole: Share from which a document counts with the other's lineage also for what it did not copy. Below it,
            only the copied stretches do (`crossread.model.descent`).
    """

    share: float = 0.1
    whole: float = 0.5


def trace_lineages(
    accounts: Sequence[Account], reuses: Iterable[Link], options: LineageOptions | None = None
) -> tuple[Lineage, ...]:
    """Return the lineages: each document stands in exactly one.

    Documents are one lineage where they are the same text, come from one source or publisher family, or one is copied
    from the other to a good part; where both credit one agency for their text; where one credits the other and copies
    from it.

    Args:
        accounts: What was read off the documents, in any order.
        reuses: The copied passages.
        options: When two documents count once.

    Returns:
        The lineages with their reasons, sorted by their documents.

    Examples:
        >>> trace_lineages((), ())
        ()
    """
    options = options or LineageOptions()
    documents = [account.document for account in sorted(accounts, key=lambda account: account.document.id)]
    places = {document.id: place for place, document in enumerate(documents)}
    joined = Joined(len(documents))
    why: list[tuple[int, Reason]] = []
    for one, other, reason in (*_keys(documents), *_copies(documents, places, list(reuses), options)):
        if one != other:
            joined.join(one, other)
            why.append((one, reason))
    lineages = [_lineage(documents, members, joined, why) for members in joined.groups()]
    return tuple(sorted(lineages, key=lambda lineage: lineage.documents))


def _lineage(documents: list[Document], members: list[int], joined: Joined, why: list[tuple[int, Reason]]) -> Lineage:
    """Return one lineage with the reasons that joined its documents."""
    ids = tuple(sorted(documents[member].id for member in members))
    reasons = sorted({reason for one, reason in why if joined.find(one) == members[0]})
    return Lineage(LineageId(content_id("n", *ids)), ids, tuple(reasons))


def _keys(documents: list[Document]) -> Iterable[tuple[int, int, Reason]]:
    """Yield documents with the first document that has the same text, source, family or agency credit."""
    first: dict[tuple[str, str], int] = {}
    for place, document in enumerate(documents):
        for rule, value, shown in _marks(document):
            earlier = first.setdefault((rule, value), place)
            if earlier != place:
                inputs = (("documents", f"{documents[earlier].id} {document.id}"), ("shared", shown))
                yield earlier, place, Reason(rule, inputs, "one_lineage")


def _marks(document: Document) -> Iterable[tuple[str, str, str]]:
    """Yield what makes a document one lineage with any other that has the same: rule, value, words to show."""
    words = " ".join(_WORD.findall(document.text.casefold()))
    if words:
        yield "same_text", content_id("", words), f"{len(words.split())} words"
    if document.source is not None:
        yield "same_source", document.source.name.casefold(), document.source.name
        if document.source.family:
            yield "same_family", document.source.family.casefold(), document.source.family
    credit = _CREDIT.search(f"{document.text[:_HEAD]} {document.author or ''}")
    if credit is not None:
        yield "same_agency", credit[1].casefold(), credit[1]


def _copies(
    documents: list[Document], places: Mapping[DocumentId, int], reuses: list[Link], options: LineageOptions
) -> Iterable[tuple[int, int, Reason]]:
    """Yield pairs of which one is mostly copied from the other, or copies and credits it."""
    pairs: dict[tuple[DocumentId, DocumentId], list[Link]] = defaultdict(list)
    for link in reuses:
        if link.kind is LinkKind.REUSES and {link.a, link.b} <= places.keys():
            pairs[DocumentId(link.a), DocumentId(link.b)].append(link)
    for (a, b), links in sorted(pairs.items()):
        one, other = documents[places[a]], documents[places[b]]
        share = max(copied_share(document.id, len(document.text.strip()), links) for document in (one, other))
        inputs = (("documents", f"{a} {b}"), ("share", f"{share:.0%}"))
        if share >= options.whole:
            yield places[a], places[b], Reason("mostly_copied", inputs, "one_lineage")
        elif share >= options.share or gives_credit(one, other) or gives_credit(other, one):
            yield places[a], places[b], Reason(PARTLY_COPIED, inputs, "one_lineage")
