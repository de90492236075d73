"""Who and what is named: by name, acronym, demonym, descriptor ("the ferry company") and pronoun.

Names are runs of capitalised words inside noun phrases; what they name is told by lists (`gazetteer.py`), by words in
the name ("Ministry", "Bridge"), by titles, and by what stands around any of a name's mentions in the document.
`links.py` says which mentions are the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import chunk_starting
from crossread.extract.gazetteer import (
    country_names,
    demonyms,
    given_names,
    name_word_kind,
    places,
    role_kind,
    titles,
)
from crossread.extract.links import link_mentions
from crossread.extract.numerals import UNITS
from crossread.extract.speakers import saying_verbs
from crossread.extract.tagging import Tag, is_known
from crossread.model.link import Link
from crossread.model.mention import ActorKind, DateMention, Mention, MentionForm
from crossread.model.outcome import Outcome
from crossread.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.phrases import Chunk
    from crossread.extract.reading import Reading, Sentence, Word

_ACRONYM: Final = re.compile(r"(?:[A-Z]\.){2,6}|[A-Z][A-Z&\d]{1,4}s?")
_LOCATIVE: Final = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "into",
        "around",
        "outside",
        "across",
        "throughout",
        "towards",
        "toward",
        "above",
        "off",
        "via",
    }
)
_PERSONAL: Final = frozenset("he she they i we him her them who".split())
_DAYS: Final = frozenset(
    (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June "
        "July August September October November December"
    ).split()
)
_VAGUE: Final = frozenset(
    {
        "some",
        "any",
        "every",
        "each",
        "no",
        "many",
        "another",
        "what",
        "which",
        "such",
        "all",
        "both",
        "either",
        "neither",
    }
)


@dataclass(frozen=True, slots=True)
class ActorOptions:
    """How actors are read.

    Attributes:
        pronouns: Whether "he", "she", "they" are mentions.
        descriptors: Whether common nouns ("the minister") are mentions.
    """

    pronouns: bool = True
    descriptors: bool = True


@dataclass(frozen=True, slots=True)
class _Draft:
    """A mention in the making.

    Attributes:
        span: The noun phrase.
        head: Its head word.
        form: Name, acronym, demonym, descriptor or pronoun.
        name: As names are compared.
        kind: What it is, where the words alone tell, else None.
        hint: What the surroundings tell, or None.
    """

    span: Span
    head: Span
    form: MentionForm
    name: str
    kind: ActorKind | None
    hint: ActorKind | None = None


def find_actors(
    reading: Reading,
    dates: Sequence[DateMention] = (),
    options: ActorOptions = ActorOptions(),
) -> Outcome[Mention]:
    """Return the mentions of a document, sorted; a mention may lie inside another ("Almira" in "the Almira brigade").

    Args:
        reading: The document's words.
        dates: Its time expressions, which name nobody.
        options: How actors are read.

    Examples:
        >>> from crossread.extract.reading import read_words
        >>> from crossread.model.document import Document, Passage, PassageKind
        >>> text = "Mayor Dinah Okafor blamed the ferry company."
        >>> document = Document.named("a.txt", text, sha256="0")
        >>> passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        >>> [(m.span.of(text), m.kind.value, m.form.value) for m in find_actors(read_words(document, (passage,))).found]
        [('Mayor Dinah Okafor', 'person', 'name'), ('the ferry company', 'organisation', 'descriptor')]
    """
    taken = [date.span for date in dates]
    drafts: list[_Draft] = []
    for sentence in reading.sentences:
        drafts.extend(_in_sentence(reading, sentence, options))
    drafts = [one for one in drafts if not _is_date(one, taken)]
    kinds = _kinds_of_names(drafts)
    made: dict[tuple[int, int], Mention] = {}
    for one in drafts:
        kind = one.kind or kinds.get(one.name) or ActorKind.OTHER
        mention = Mention.at(reading.document.id, one.span, one.head, kind, one.form, one.name)
        made.setdefault((one.span.start, one.span.end), mention)
    return Outcome(tuple(sorted(made.values(), key=lambda one: (one.span.start, -one.span.end))))


def link_actors(
    reading: Reading,
    mentions: Sequence[Mention],
    options: ActorOptions = ActorOptions(),
) -> Outcome[Link]:
    """Return `same_actor` links between mentions of one document, with their reasons.

    Args:
        reading: The document's words.
        mentions: Its mentions, from `find_actors`.
        options: How actors are read.
    """
    return Outcome(link_mentions(reading, mentions, pronouns=options.pronouns))


def _is_date(draft: _Draft, taken: Sequence[Span]) -> bool:
    """Tell whether a time expression covers the head of a mention."""
    return any(span.contains(draft.head) for span in taken)


def _in_sentence(reading: Reading, sentence: Sentence, options: ActorOptions) -> Iterator[_Draft]:
    """Yield the mentions of one sentence."""
    past = sentence.first
    for chunk in sentence.chunks:
        if chunk.head < past:
            continue
        for draft, end in _in_chunk(reading, sentence, chunk, options):
            past = max(past, end)
            yield draft


def _in_chunk(
    reading: Reading, sentence: Sentence, chunk: Chunk, options: ActorOptions
) -> Iterator[tuple[_Draft, int]]:
    """Yield the mentions of one noun phrase: its possessor, names inside it, itself."""
    head = reading.words[chunk.head]
    if head.tag is Tag.PRON:
        if options.pronouns and head.lower in _PERSONAL:
            kind = ActorKind.GROUP if head.lower in {"they", "we", "them"} else ActorKind.PERSON
            yield _Draft(head.span, head.span, MentionForm.PRONOUN, head.lower, kind), chunk.last
        return
    first = chunk.first
    if chunk.owner is not None:
        yield from _in_piece(reading, sentence, chunk.first, chunk.owner - 1, options)
        first = chunk.owner
    yield from _in_piece(reading, sentence, first, chunk.last, options, whole=chunk.first)


def _in_piece(  # noqa: PLR0913 - what decides
    reading: Reading, sentence: Sentence, first: int, last: int, options: ActorOptions, whole: int | None = None
) -> Iterator[tuple[_Draft, int]]:
    """Yield the mentions between two places: runs of names, and the phrase itself where its head is a common noun."""
    while last > first and reading.words[last - 1].lower in {"'s", "'"}:
        last -= 1
    for begin, end in _runs(reading, first, last):
        if end == last or _is_numbered(reading, end - 1):
            far = _extended(reading, sentence, begin, end)
            yield (
                _named(
                    reading,
                    sentence,
                    first if whole is None else min(first, whole),
                    begin,
                    far,
                    at_head=True,
                ),
                far,
            )
        else:
            yield _named(reading, sentence, begin, begin, end, at_head=False), end
    if last > first and reading.words[last - 1].tag is not Tag.PROPN and options.descriptors:
        draft = _described(reading, sentence, first if whole is None else whole, last)
        if draft is not None:
            yield draft, last


def _runs(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of name words between two places; demonyms stand alone."""
    place = first
    while place < last:
        if not _is_name_word(reading, place):
            place += 1
            continue
        end = place + 1
        if reading.words[place].text in demonyms() and not _demonym_in_name(reading, place, last):
            yield place, end
            place = end
            continue
        while end < last and (_is_name_word(reading, end) or _joins(reading, end, last)):
            end += 1
        yield place, end
        place = end


def _demonym_in_name(reading: Reading, place: int, last: int) -> bool:
    """Tell whether a demonym begins a name ("Afghan Security Forces"); in "German Chancellor" it does not."""
    end = place + 1
    while end < last and _is_name_word(reading, end):
        end += 1
    return end > place + 1 and name_word_kind(reading.words[end - 1].text) is not None


def _is_name_word(reading: Reading, place: int) -> bool:
    """Tell whether a word is part of a name."""
    word = reading.words[place]
    if word.text in demonyms():
        return True
    if word.tag is Tag.NUM and place and (word.text[0].isupper() or word.text.isdigit()):
        return (
            name_word_kind(reading.words[place - 1].text) is ActorKind.FACILITY
            and reading.words[place - 1].text[0].isupper()
        )
    if _leads_number(reading, place):
        return True
    return word.tag is Tag.PROPN and word.text[0].isalnum() and word.text not in _DAYS


def _is_numbered(reading: Reading, place: int) -> bool:
    """Tell whether a word is the number at the end of a name."""
    return reading.words[place].tag is Tag.NUM and _is_name_word(reading, place)


def _leads_number(reading: Reading, place: int) -> bool:
    """Tell whether a word begins "Gate Four" or "Gate 4"."""
    word = reading.words[place]
    if (
        place + 1 >= len(reading.words)
        or not word.text[0].isupper()
        or name_word_kind(word.text) is not ActorKind.FACILITY
    ):
        return False
    after = reading.words[place + 1]
    return after.tag is Tag.NUM and (after.text[0].isupper() or after.text.isdigit())


def _joins(reading: Reading, place: int, last: int) -> bool:
    """Tell whether a small word or hyphen joins two name words."""
    word = reading.words[place]
    if place + 1 >= last or not _is_name_word(reading, place + 1):
        return False
    return word.lower in {"&", "de", "del", "da", "al", "el", "bin", "ibn", "van", "von", "der", "du", "la", "le"} or (
        word.text in {"-", "–"} and word.start == reading.words[place - 1].end
    )


def _extended(reading: Reading, sentence: Sentence, begin: int, end: int) -> int:
    """Return the end of a name that goes on with "of": "Ministry of Works and Transport", "Bank of Almira"."""
    if name_word_kind(reading.words[end - 1].text) is None:
        return end
    place = end
    while place + 1 < sentence.last and reading.words[place].lower in {"of", "for"} | (
        {"and"} if place > end else set()
    ):
        at = place + 1
        if reading.words[at].lower == "the" and at + 1 < sentence.last:
            at += 1
        if not _is_name_word(reading, at) or reading.words[at].text in demonyms():
            break
        while at < sentence.last and _is_name_word(reading, at):
            at += 1
        place = at
    return place if begin < place else end


def _named(reading: Reading, sentence: Sentence, outer: int, begin: int, end: int, *, at_head: bool) -> _Draft:  # noqa: PLR0913
    """Make the mention of a name."""
    words = [word.text for word in reading.words[begin:end]]
    own = _without_title(words)
    name = " ".join(own).replace(" - ", "-").replace(" ’s", "’s").replace(" 's", "'s")
    start = outer if at_head and _may_precede(reading, outer, begin) else begin
    head = (
        reading.words[begin + len(words) - 1].span
        if "of" not in words
        else reading.words[begin + words.index("of") - 1].span
    )
    form = MentionForm.NAME
    kind = None
    if name in demonyms():
        form = MentionForm.DEMONYM
        kind = ActorKind.GROUP if at_head and begin + 1 == end else ActorKind.PLACE
        start = start if kind is ActorKind.GROUP else begin
    elif len(own) == 1 and _ACRONYM.fullmatch(name):
        form = MentionForm.ACRONYM
    kind = kind or _kind_by_words(reading, own, words, start, begin)
    return _Draft(reading.span(start, end), head, form, name, kind, _hint(reading, sentence, start, end))


def _without_title(words: list[str]) -> list[str]:
    """Return the words of a name without titles before it; a title alone stays."""
    at = 0
    while at < len(words) - 1 and (words[at].lower() in titles() or words[at].lower().rstrip(".") in titles()):
        at += 1
    if at and at < len(words) and words[at].lower() in {"of", "for"}:
        return words
    return words[at:]


def _may_precede(reading: Reading, outer: int, begin: int) -> bool:
    """Tell whether what stands before a name in its noun phrase belongs to the mention: articles, adjectives, roles."""
    return all(_may_lead(word) for word in reading.words[outer:begin])


def _may_lead(word: Word) -> bool:
    """Tell whether a word before a name belongs to its mention."""
    if word.tag is Tag.DET or word.text in demonyms():
        return word.lower not in _VAGUE
    leads = word.tag is Tag.NOUN and role_kind(word.lemma) is not None
    return word.tag is Tag.ADJ or word.text == "-" or leads or word.lower in titles()


def _kind_by_words(reading: Reading, own: list[str], words: list[str], start: int, begin: int) -> ActorKind | None:
    """Return what the words of a name tell of its kind."""
    name = " ".join(own)
    if len(own) < len(words) or _role_before(reading, start, begin):
        return ActorKind.PERSON
    if name in country_names() or name in places():
        return ActorKind.PLACE
    if len(own) > 1 and own[0] in given_names() and name_word_kind(own[-1]) is None:
        return ActorKind.PERSON
    core = own[: own.index("of")] if "of" in own else own
    if len(core) > 1 and core[0] in {"Operation", "Hurricane", "Typhoon", "Cyclone", "Storm"}:
        return ActorKind.EVENT
    if len(core) > 1 and (core[-1].isdigit() or core[-1].lower() in UNITS):
        return name_word_kind(core[-2])
    return name_word_kind(core[-1]) or (
        name_word_kind(core[0])
        if core[0]
        in {
            "Lake",
            "Mount",
            "Port",
            "Cape",
            "Gate",
            "Warehouse",
            "Shed",
            "Pit",
            "Pier",
            "Camp",
            "Fort",
            "Radio",
            "Hotel",
        }
        and len(core) > 1
        else None
    )


def _role_before(reading: Reading, start: int, begin: int) -> bool:
    """Tell whether a person's role stands right before the name ("winch driver Paulo Inhaca")."""
    return (
        begin > start
        and reading.words[begin - 1].tag is Tag.NOUN
        and role_kind(reading.words[begin - 1].lemma) is ActorKind.PERSON
    )


def _hint(reading: Reading, sentence: Sentence, start: int, end: int) -> ActorKind | None:
    """Return what the words around a name tell of its kind."""
    after = reading.words[end] if end < sentence.last else None
    before = reading.words[start - 1] if start > sentence.first else None
    if after is not None:
        if after.lower == "who" or after.lemma in saying_verbs():
            return ActorKind.PERSON
        if (
            after.lower in {",", "("}
            and end + 1 < sentence.last
            and (_is_role_at(reading, sentence, end + 1) or reading.words[end + 1].text.isdigit())
        ):
            return ActorKind.PERSON
    if before is not None and before.lemma in {"say", "tell", "add"}:
        return ActorKind.PERSON
    if reading.words[start].lower == "the":
        return ActorKind.ORGANISATION
    return ActorKind.PLACE if before is not None and before.lower in _LOCATIVE else None


def _is_role_at(reading: Reading, sentence: Sentence, place: int) -> bool:
    """Tell whether a noun phrase of a person's role begins at a place."""
    chunk = chunk_starting(sentence, place)
    return chunk is not None and role_kind(reading.words[chunk.head].lemma.lower()) is ActorKind.PERSON


def _described(reading: Reading, sentence: Sentence, first: int, last: int) -> _Draft | None:
    """Make the mention of a descriptor: a noun phrase whose head can stand for someone."""
    head = reading.words[last - 1]
    kind = role_kind(head.lower) or role_kind(head.lemma.lower())
    if kind is None and head.lower == "dead":
        return None
    while first < last - 1 and (reading.words[first].tag is Tag.ADV or reading.words[first].lower == "least"):
        first += 1
    if kind is None or reading.words[first].lower in _VAGUE:
        return None
    if kind in {ActorKind.FACILITY, ActorKind.PLACE} and not _is_definite(reading, first):
        return None
    if head.lower != head.lemma.lower() and kind is ActorKind.PERSON:
        kind = ActorKind.GROUP
    end = _with_of(reading, sentence, last) if head.lemma.lower() in _RELATIONAL else last
    span = reading.span(first, end)
    name = normal_name([word.text for word in reading.words[first:end]])
    return _Draft(span, head.span, MentionForm.DESCRIPTOR, name, kind)


def _is_definite(reading: Reading, first: int) -> bool:
    """Tell whether a noun phrase points at something known: "the", "this", a possessive, a possessor."""
    word = reading.words[first]
    return (word.tag in {Tag.DET, Tag.PRON} and word.lower not in {"a", "an"}) or word.tag is Tag.PROPN


_RELATIONAL: Final = frozenset(
    (
        "head leader chief director president chairman chairwoman secretary minister commander owner "
        "spokesman spokeswoman manager founder member mayor governor editor crew captain family "
        "relative people residents inhabitants survivors victims workers government"
    ).split()
)


def _with_of(reading: Reading, sentence: Sentence, last: int) -> int:
    """Return the end of "the head of customs at Almira": one "of" or "for" phrase."""
    if last < sentence.last and reading.words[last].lower in {"of", "for"}:
        chunk = chunk_starting(sentence, last + 1)
        if chunk is not None and reading.words[chunk.head].tag is not Tag.PRON:
            return chunk.last
    return last


def normal_name(words: Sequence[str]) -> str:
    """Return a name as names are compared: articles off, white space single.

    Examples:
        >>> normal_name(["the", "Port", "Authority"])
        'Port Authority'
    """
    kept = [word for word in words if word.lower() not in {"the", "a", "an"}]
    return re.sub(r"\s+(['’]s?)", r"\1", " ".join(kept or words)).replace(" - ", "-")


def _kinds_of_names(drafts: Sequence[_Draft]) -> dict[str, ActorKind]:
    """Decide what each name of the document is, where its words do not tell: by its other mentions."""
    known: dict[str, Counter[ActorKind]] = {}
    hints: dict[str, Counter[ActorKind]] = {}
    for one in drafts:
        if one.form in {MentionForm.PRONOUN, MentionForm.DESCRIPTOR}:
            continue
        if one.kind is not None:
            known.setdefault(one.name, Counter())[one.kind] += 1
        elif one.hint is not None:
            hints.setdefault(one.name, Counter())[one.hint] += 1
    surnames = {name.rpartition(" ")[2] for name, counts in known.items() if counts[ActorKind.PERSON]}
    return {
        one.name: _decided(one, known.get(one.name), hints.get(one.name), surnames)
        for one in drafts
        if one.kind is None
    }


def _decided(
    one: _Draft, known: Counter[ActorKind] | None, hints: Counter[ActorKind] | None, surnames: set[str]
) -> ActorKind:
    """Decide on one name."""
    if known:
        return _most(known)
    if one.name in surnames:
        return ActorKind.PERSON
    if one.form is MentionForm.ACRONYM:
        return ActorKind.ORGANISATION
    if hints:
        return _most(hints)
    words = one.name.split()
    if words[0] in {"Al", "al", "El"} or all(is_known(word.lower()) for word in words):
        return ActorKind.ORGANISATION if len(words) > 1 else ActorKind.OTHER
    return ActorKind.PERSON if 2 <= len(words) <= 3 and "the" not in one.name.lower().split() else ActorKind.OTHER


def _most(counts: Counter[ActorKind]) -> ActorKind:
    """Return the kind with the highest count; of equal ones the first by name."""
    return min(counts, key=lambda kind: (-counts[kind], kind))
