"""Whose statement it is outside quotation marks: indirect speech, "according to", hearsay, documents, thoughts; chains.

Each cue is a verb, noun or adjective of saying, thinking or wanting, a phrase ("according to") or an adverb
("reportedly"). Its content is the clause that it governs; its source the subject. A cue whose content lies inside
another's is a link of a chain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crossread.extract.branches import Branches
from crossread.extract.hearsay import by_adverbs, by_nouns, by_phrases
from crossread.extract.speakers import Around, Mentions, covered_length
from crossread.extract.voices_by_rules import by_verb
from crossread.extract.voices_by_tree import Parsed, drafts_by_tree
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.statement import Attribution, Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.attributing import Draft
    from crossread.extract.reading import Reading, Sentence
    from crossread.model.mention import Mention


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """How indirect speech is read.

    Attributes:
        thoughts: Whether what someone thinks, fears or hopes is taken as his voice too.
    """

    thoughts: bool = True


_WHOLLY: Final = 0.85
"""Share of a content between marks above which it is that quotation and nothing more."""


def find_voices(
    reading: Reading,
    mentions: Sequence[Mention] = (),
    quotations: Sequence[Quotation] = (),
    options: VoiceOptions = VoiceOptions(),
) -> Outcome[Attribution]:
    """Return the indirect speech of a document, sorted.

    Args:
        reading: The document's words.
        mentions: Its mentions of actors, to say which one a source is.
        quotations: Its quotations: what stands wholly in marks is theirs.
        options: How it is read.

    Examples:
        >>> from crossread.extract.reading import read_words
        >>> from crossread.model.document import Document, Passage, PassageKind
        >>> text = "The ministry said that nine people had died."
        >>> document = Document.named("a.txt", text, sha256="0")
        >>> passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        >>> [one] = find_voices(read_words(document, (passage,))).found
        >>> one.source.span.of(text), one.cue.of(text), one.content[0].of(text)
        ('The ministry', 'said', 'that nine people had died')
    """
    lookup = Mentions.of(mentions)
    marked = sorted(span for one in quotations if one.cue is not None for span in one.spans)
    cues = {one.cue for one in quotations if one.cue is not None}
    found: dict[str, Attribution] = {}
    for sentence in reading.sentences:
        for draft in _drafts(reading, sentence, lookup, options):
            made = _made(reading, draft, marked, cues)
            if made is not None:
                found.setdefault(made.id, made)
    return Outcome(
        tuple(
            sorted(_chained(list(found.values()), quotations), key=lambda one: (one.content, one.cue or one.content[0]))
        )
    )


def _made(reading: Reading, draft: Draft, marked: Sequence[Span], cues: set[Span]) -> Attribution | None:
    """Make the record; None where the content is nothing but a quotation, which tells the same already."""
    spans = [reading.span(first, last) for first, last in draft.parts if last > first]
    if not spans:
        return None
    if draft.cue in cues:
        said = [span for span in spans if span.start > draft.cue.start or covered_length(marked, span)]
        content = (said or spans)[0]  # what leads in ("Of Brandt, he said: “…”") is not said
        if covered_length(marked, content) > _WHOLLY * content.length:
            return None
    return Attribution.at(
        reading.document.id, tuple(spans), draft.kind, source=draft.source, cue=draft.cue, stance=draft.stance
    )


def _drafts(reading: Reading, sentence: Sentence, mentions: Mentions, options: VoiceOptions) -> Iterator[Draft]:
    """Yield the attributions of one sentence."""
    yield from by_phrases(reading, sentence, mentions)
    yield from by_adverbs(reading, sentence)
    if reading.parsed:
        tree = Branches(reading, sentence)
        yield from drafts_by_tree(Parsed(reading, sentence, tree, mentions, options.thoughts))
        return
    for group in sentence.verbs:
        draft = by_verb(reading, sentence, mentions, group, thoughts=options.thoughts)
        if draft is not None:
            yield draft
    yield from by_nouns(reading, sentence, mentions)


def _chained(found: Sequence[Attribution], quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """Yield the attributions with what they stand inside: the smallest content or quotation around their cue."""
    around = Around.of(
        [(span, one.id) for one in found for span in one.content]
        + [(span, one.id) for one in quotations if one.speaker for span in one.spans]
    )
    for one in found:
        key = around.innermost(one.cue or one.content[0], besides=one.id)
        yield replace(one, within=key) if key else one
