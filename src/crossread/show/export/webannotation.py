"""The case as W3C Web Annotations: what mentions, quotations and findings rest on, placed in each text.

The model is that of the W3C Recommendation "Web Annotation Data Model" (2017): one collection with one page, each
annotation with a target that a `TextPositionSelector` (code points) and a `TextQuoteSelector` find.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final
from urllib.parse import quote

from crossread.case import Case
from crossread.model.account import Account
from crossread.model.document import Document, DocumentId
from crossread.model.finding import Finding
from crossread.model.identity import content_id
from crossread.model.link import Actor
from crossread.model.mention import Mention
from crossread.model.span import Span
from crossread.model.statement import Quotation
from crossread.show import wording
from crossread.show.export.addresses import is_web
from crossread.show.export.records import Record

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Characters before and after the words that a quote selector gives."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document's text, and the address that annotations have for it."""

    text: str
    address: str
    language: str | None


def webannotation_text(case: Case) -> str:
    """Return an `AnnotationCollection` as JSON-LD: mentions, quotations and findings' evidence.

    A document is named by its web address, where it has one that no other document has, else by `urn:crossread:` and
    its identifier. Positions are those of the text as the case has it.
    """
    papers = _papers(case.documents())
    # Each annotation becomes text at once: as records they would take ten times the memory.
    items = [_line(item) for item in chain(_readings(case, papers), _findings(case.findings(), papers))]
    whole: Record = {
        "@context": CONTEXT,
        "id": _urn("collection"),
        "type": "AnnotationCollection",
        "label": case.name,
        "generator": {"id": _urn("software"), "type": "Software", "name": case.generator},
        "total": len(items),
        "first": {"id": _urn("page"), "type": "AnnotationPage", "startIndex": 0, "items": []},
        "last": _urn("page"),
    }
    before, after = _line(whole).split(_NO_ITEMS)
    return f"{before}{_NO_ITEMS[:-1]}\n" + ",\n".join(items) + f"\n]{after}\n"


_NO_ITEMS: Final = '"items": []'


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _urn(name: str) -> str:
    return f"urn:crossread:{quote(name, safe='-')}"


def _papers(documents: Sequence[Document]) -> Mapping[DocumentId, _Paper]:
    used = Counter(document.url for document in documents)
    return {
        document.id: _Paper(
            document.text,
            document.url if document.url and used[document.url] == 1 and is_web(document.url) else _urn(document.id),
            document.language,
        )
        for document in documents
    }


def _target(paper: _Paper, span: Span) -> Record:
    text = paper.text
    source: Record = {"id": paper.address, "type": "Text", "format": "text/plain"}
    if paper.language:
        source["language"] = paper.language
    exact: Record = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    position: Record = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": source, "selector": [position, exact]}


def _annotation(key: str, motivation: str, body: Sequence[Record], targets: Sequence[Record]) -> Record:
    return {
        "id": _urn(key),
        "type": "Annotation",
        "motivation": motivation,
        "body": [*body],
        "target": targets[0] if len(targets) == 1 else [*targets],
    }


def _words(value: str, purpose: str) -> Record:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _link(key: str) -> Record:
    """Return a body that leads to a record of the case."""
    return {"type": "SpecificResource", "source": _urn(key), "purpose": "linking"}


def _readings(case: Case, papers: Mapping[DocumentId, _Paper]) -> Iterator[Record]:
    """Yield mentions and quotations, document by document."""
    of: dict[str, Actor] = {mention: actor for actor in case.actors() for mention in actor.mentions}
    for key, paper in sorted(papers.items()):
        account = case.account(key)
        for mention in account.mentions:
            yield _mention(mention, of.get(mention.id), paper)
        for quotation in account.quotations:
            yield _quotation(account, quotation, of, paper)


def _mention(mention: Mention, actor: Actor | None, paper: _Paper) -> Record:
    tags = [_words(mention.kind.value, "tagging"), _words(mention.form.value, "tagging")]
    name = [_words(actor.name, "identifying")] if actor and actor.name else []
    same = [_link(actor.id)] if actor else []
    return _annotation(mention.id, "identifying", [*name, *same, *tags], [_target(paper, mention.span)])


def _quotation(account: Account, quotation: Quotation, of: Mapping[str, Actor], paper: _Paper) -> Record:
    speaker = quotation.speaker
    actor = of.get(speaker.mention) if speaker and speaker.mention else None
    name = (actor.name if actor else "") or (
        " ".join(speaker.span.of(account.document.text).split()) if speaker else ""
    )
    told = f"Quotation of {name}" if name else "Quotation"
    body = [_words(told, "describing"), _words(f"{quotation.kind.value} quotation", "tagging")]
    return _annotation(quotation.id, "describing", body, [_target(paper, span) for span in quotation.spans])


def _findings(findings: Sequence[Finding], papers: Mapping[DocumentId, _Paper]) -> Iterator[Record]:
    """Yield an annotation for each place that a finding rests on."""
    for finding in findings:
        verdict = wording.verdict_text(finding.verdict, finding.grade)
        for answer in finding.answers:
            body = [
                _words(f"{wording.finding_question(finding)} {answer.label}", "assessing"),
                _words(verdict, "tagging"),
                _link(finding.id),
            ]
            for item in answer.evidence:
                key = content_id("wa", finding.id, item.document, item.span)
                yield _annotation(key, "assessing", body, [_target(papers[item.document], item.span)])
