"""Who and what is named: by name, acronym, demonym, descriptor ("the ferry company") and pronoun.

Names are runs of capitalised words inside noun phrases; what they name is told by lists (`gazetteer.py`), by words in
the name ("Ministry", "Bridge"), by titles, and by what stands around any of a name's mentions in the document.
`links.py` says which mentions are the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import chunk_starting
from crossread.extract.descriptors import describe, find_pronouns
from crossread.extract.gazetteer import country_names, demonyms, given_names, name_word_kind, places, role_kind, titles
from crossread.extract.links import link_mentions
from crossread.extract.mention_drafts import Draft, normal_name
from crossread.extract.name_runs import LEADING, NameRuns, Run
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
    "in at near from to into around outside across throughout towards toward above off via".split()
)
_VAGUE: Final = frozenset("some any every each no many another what which such all both either neither".split())
_POINTING: Final = frozenset({"the", "this", "that", "its", "our", "his", "her", "their"})
_STORMS: Final = frozenset("Operation Hurricane Typhoon Cyclone Storm".split())


@dataclass(frozen=True, slots=True)
class ActorOptions:
    """How actors are read.

    Attributes:
        pronouns: Whether "he", "she", "they" are mentions.
        descriptors: Whether common nouns ("the minister") are mentions.
    """

    pronouns: bool = True
    descriptors: bool = True


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
    names = NameRuns(reading)
    drafts: list[Draft] = []
    for sentence in reading.sentences:
        drafts.extend(_in_sentence(reading, sentence, names, options))
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


def _is_date(draft: Draft, taken: Sequence[Span]) -> bool:
    """Tell whether a time expression covers the head of a mention."""
    return any(span.contains(draft.head) for span in taken)


def _in_sentence(reading: Reading, sentence: Sentence, names: NameRuns, options: ActorOptions) -> Iterator[Draft]:
    """Yield the mentions of one sentence."""
    past = sentence.first
    for chunk in sentence.chunks:
        if options.pronouns:
            yield from find_pronouns(reading, chunk)
        if chunk.head < past or reading.words[chunk.head].tag is Tag.PRON:
            continue
        for draft, end in _in_chunk(reading, sentence, names, chunk, options):
            past = max(past, end)
            yield draft


def _in_chunk(
    reading: Reading, sentence: Sentence, names: NameRuns, chunk: Chunk, options: ActorOptions
) -> Iterator[tuple[Draft, int]]:
    """Yield the mentions of one noun phrase: its possessor, names inside it, itself."""
    first = chunk.first
    if chunk.owner is not None:
        yield from _in_piece(reading, sentence, names, (chunk.first, chunk.first, chunk.owner - 1), options)
        first = chunk.owner
    yield from _in_piece(reading, sentence, names, (chunk.first, first, chunk.last), options)


def _in_piece(
    reading: Reading, sentence: Sentence, names: NameRuns, piece: tuple[int, int, int], options: ActorOptions
) -> Iterator[tuple[Draft, int]]:
    """Yield the mentions of a piece (begin of its phrase, its own begin, its end): names, and itself if described."""
    outer, first, last = piece
    while last > first and reading.words[last - 1].lower in {"'s", "'"}:
        last -= 1
    named = False
    for run in names.between(first, last):
        if run.last >= last or names.is_numbered(run.last - 1):
            end = max(names.extended(sentence, run), run.last)
            named = True
            yield _named(reading, sentence, outer, replace(run, last=end), at_head=True), end
        else:
            yield _named(reading, sentence, run.first, run, at_head=False), run.last
    if last > first and not named and reading.words[last - 1].tag is not Tag.PROPN and options.descriptors:
        draft = describe(reading, sentence, outer, last)
        if draft is not None:
            yield draft, last


def _named(reading: Reading, sentence: Sentence, outer: int, run: Run, *, at_head: bool) -> Draft:
    """Make the mention of a name."""
    begin, end = run.first, run.last
    words = [word.text for word in reading.words[begin:end]]
    own = _without_title(words)
    name = " ".join(own).replace(" - ", "-").replace(" ’s", "’s").replace(" 's", "'s")
    start = outer if at_head and _may_precede(reading, outer, begin) else begin
    last = words.index("of") if "of" in words[1:] else len(words)
    form = MentionForm.NAME
    kind = None
    if name in demonyms():
        form = MentionForm.DEMONYM
        kind = ActorKind.GROUP if at_head and begin + 1 == end else ActorKind.PLACE
        start = start if kind is ActorKind.GROUP else begin
    elif len(own) == 1 and _ACRONYM.fullmatch(name):
        form = MentionForm.ACRONYM
    elif _is_role_alone(words[:last]) and reading.words[start].lower in _POINTING:
        form, kind, name = MentionForm.DESCRIPTOR, ActorKind.PERSON, normal_name(words)
    kind = kind or _kind_by_words(reading, own, words, start, begin)
    head = reading.words[begin + last - 1].span
    return Draft(reading.span(start, end), head, form, name, kind, run.told, _hint(reading, sentence, start, end))


def _is_role_alone(words: Sequence[str]) -> bool:
    """Tell whether capitalised words are a person's role, not a name: "the Minister", "the Prime Minister"."""
    return all(word.lower() in titles() or word in {"Prime", "Vice", "Deputy", "First"} for word in words) and (
        role_kind(words[-1].lower()) is ActorKind.PERSON
    )


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
    if len(core) > 1 and core[0] in _STORMS:
        return ActorKind.EVENT
    if len(core) > 1 and (core[-1].isdigit() or core[-1].lower() in UNITS):
        return name_word_kind(core[-2])
    leading = name_word_kind(core[0]) if core[0] in LEADING and len(core) > 1 else None
    return name_word_kind(core[-1]) or leading


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


def _kinds_of_names(drafts: Sequence[Draft]) -> dict[str, ActorKind]:
    """Decide what each name of the document is, where its words do not tell: by its other mentions and the parse."""
    known: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    told: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    hints: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    for one in drafts:
        if one.form in {MentionForm.PRONOUN, MentionForm.DESCRIPTOR}:
            continue
        if one.kind is not None:
            known[one.name][one.kind] += 1
        if one.told is not None:
            told[one.name][one.told] += 1
        if one.hint is not None:
            hints[one.name][one.hint] += 1
    persons = {name for counts in (known, told) for name, kinds in counts.items() if _is_person(kinds)}
    surnames = {name.rpartition(" ")[2] for name in persons}
    return {
        one.name: _decided(one, known.get(one.name), told.get(one.name), hints.get(one.name), surnames)
        for one in drafts
        if one.kind is None
    }


def _is_person(kinds: Counter[ActorKind]) -> bool:
    """Tell whether a name is a person's by most of what tells of it."""
    return _most(kinds) is ActorKind.PERSON


def _decided(
    one: Draft,
    known: Counter[ActorKind] | None,
    told: Counter[ActorKind] | None,
    hints: Counter[ActorKind] | None,
    surnames: set[str],
) -> ActorKind:
    """Decide on one name."""
    if known:
        return _most(known)
    if one.name in surnames and not (told and _most(told) is ActorKind.PLACE):
        return ActorKind.PERSON
    if told:
        return _most(told)
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
