"""Indirect speech, thoughts and stands, read off the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.attitudes import stand_of, stand_of_adjective, stand_of_noun, taker_of
from crossread.extract.attributing import Draft, bare, doubts, kind_of_source, kind_of_verb, stance_of, tells
from crossread.extract.contents import clause_content, source_in_tree
from crossread.extract.cues import owner_of, speaking_verbs
from crossread.extract.lexicon import sections
from crossread.extract.speakers import Mentions, can_speak, cue_span, saying_verbs, speaker_of, speaking_subject
from crossread.extract.tagging import Tag
from crossread.extract.voices_by_rules import by_passive, parenthetical
from crossread.model.statement import AttributionKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.branches import Branches, Stretch
    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence
    from crossread.model.statement import Speaker

_NO_CLAIM: Final = frozenset("ensure make cause mean happen seem appear help let guarantee require matter".split())
"""Verbs with a clause that nobody claims."""
_CLAIMING: Final = frozenset({"that", "whether", "how", "why"})
_OWN: Final = frozenset({"i", "you", "we"})
"""Those whose words the voice around tells: "I think", "we heard"."""
_NOBODY: Final = frozenset({"nobody", "none", "no", "nothing", "neither"})
_MARKS: Final = frozenset({'"', "“", "”", "``", "''", "«", "»"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with what is known of it.

    Attributes:
        reading: The document's words, with a trained parse.
        sentence: The sentence.
        tree: Its tree.
        mentions: The document's mentions of actors.
        thoughts: Whether what someone thinks or wants is read.
    """

    reading: Reading
    sentence: Sentence
    tree: Branches
    mentions: Mentions
    thoughts: bool = True


def drafts_by_tree(at: Parsed) -> Iterator[Draft]:
    """Yield what verbs, adjectives and nouns of one sentence let someone say, think or want."""
    for group in at.sentence.verbs:
        if _is_being_asked(at, group):
            continue
        draft = _claim(at, group) or (_stand(at, group) if at.thoughts else None) or _beside(at, group)
        if draft is not None:
            yield draft
    headed = _by_heading(at)
    if headed is not None:
        yield headed
    for place in range(at.sentence.first, at.sentence.last):
        draft = _by_noun(at, place) or (_by_adjective(at, place) if at.thoughts else None)
        if draft is not None:
            yield draft


def _is_being_asked(at: Parsed, group: VerbGroup) -> bool:
    """Tell whether a participle tells that the subject was asked by someone: "Asked about the toll, the mayor said"."""
    word = at.reading.words[group.main]
    if group.first != group.main or group.lemma not in _ASKS or word.label != "advcl" or not word.lower.endswith("ed"):
        return False
    return not any(True for _ in at.tree.labelled(group.main, "nsubj", "obj"))


_ASKS: Final = frozenset("ask question press quiz challenge".split())


def _claim(at: Parsed, group: VerbGroup) -> Draft | None:
    """Read a verb with the clause that it governs: "said that", "fears that"."""
    reading = at.reading
    if group.passive or not _claims(at, group):
        return None
    parts = _parts(reading, [_to_border(reading, one) for one in clause_content(reading, at.tree, group.main)])
    chunk = source_in_tree(reading, at.sentence, at.tree, group.main) if parts else None
    if chunk is None or reading.words[chunk.head].lower in _OWN or reading.words[chunk.first].lower in _NOBODY:
        return None
    if _is_time(reading, chunk) or _is_act(reading, parts, group.lemma):
        return None
    kind = kind_of_verb(reading, chunk, group.lemma, thoughts=at.thoughts)
    source = speaker_of(reading, at.mentions, chunk)
    return Draft(parts, cue_span(reading, group), kind, stance_of(group.lemma), source)


def _is_time(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a subject is a time ("time will tell")."""
    return reading.words[chunk.head].tag is Tag.NOUN and not can_speak(reading, chunk)


def _is_act(reading: Reading, parts: Sequence[Stretch], lemma: str) -> bool:
    """Tell whether a verb only leads in another one ("began to slow down")."""
    return lemma in _LEADS_IN and reading.words[parts[0][0]].lower == "to"


_LEADS_IN: Final = frozenset({"begin", "continue", "go_on", "open", "hold", "show", "learn", "prove"})


def _claims(at: Parsed, group: VerbGroup) -> bool:
    """Tell whether a verb is one of saying or thinking, or takes a clause with "that" as such verbs do."""
    if group.lemma in saying_verbs():
        return True
    if not at.thoughts or group.lemma in _NO_CLAIM:
        return False
    return group.lemma in sections("saying")["thought"] or any(
        at.reading.words[one].lower in _CLAIMING and one > group.main
        for child in at.tree.labelled(group.main, "ccomp")
        for one in at.tree.labelled(child, "mark", "advmod")
    )


def _parts(reading: Reading, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches without marks at their ends; those of nothing but marks are left out."""
    return tuple(part for one in stretches if (part := bare(reading, *one)))


def _to_border(reading: Reading, stretch: Stretch) -> Stretch:
    """Return a stretch up to where the writer speaks again: a semicolon, ", adding"; not between marks."""
    quotes = 0
    for place in range(*stretch):
        if reading.words[place].text in _MARKS:
            quotes += 1
        elif quotes % 2 == 0 and place > stretch[0] and _is_border(reading, place, stretch[1]):
            return stretch[0], place
    return stretch


def _is_border(reading: Reading, place: int, end: int) -> bool:
    """Tell whether a semicolon or a comma before another cue's -ing form stands at a place."""
    word = reading.words[place]
    if word.text == ";":
        return True
    after = reading.words[place + 1] if word.text == "," and place + 1 < end else None
    return after is not None and after.lower.endswith("ing") and after.lemma in speaking_verbs()


def _stand(at: Parsed, group: VerbGroup) -> Draft | None:
    """Read a verb by which someone takes a stand: "wants to leave", "denied any part in it", "backs the plan"."""
    reading = at.reading
    parts = _parts(reading, stand_of(reading, at.tree, group))
    chunk = taker_of(reading, at.sentence, at.tree, group) if parts else None
    if not parts or (chunk is None and (not group.passive or len(parts) == 1)):
        return None
    if any(_is_claim(at, place) for place in at.tree.labelled(group.main, "obj")):
        return None  # "repeated her warning that": the noun tells what is said
    source = None
    if chunk is not None:
        source = speaker_of(reading, at.mentions, chunk)
        if reading.words[chunk.head].lower in _OWN or not tells(reading, chunk):
            return None
        if reading.words[chunk.first].lower in _NOBODY:
            return None
    said = group.lemma in sections("saying")["plain"] and group.lemma in saying_verbs() and source is not None
    about = reading.words[parts[0][0] - 1].tag is Tag.ADP  # "complained about the smell"
    kind = AttributionKind.SPEECH if said and not about else AttributionKind.ATTITUDE
    if chunk is not None and group.lemma in sections("saying")["document"]:
        kind = kind_of_source(reading, chunk, kind)
    return Draft(parts, cue_span(reading, group), kind, stance_of(group.lemma), source)


def _is_claim(at: Parsed, noun: int) -> bool:
    """Tell whether a noun of saying has its own clause ("the warning that …")."""
    found = stand_of_noun(at.reading, at.tree, noun)
    return bool(found) and at.reading.words[found[0][0]].lower in {"that", "whether"}


def _beside(at: Parsed, group: VerbGroup) -> Draft | None:
    """Read a passive ("is said to"), and a cue that the tree ties to nothing ("…, the clerk said.")."""
    if group.passive:
        known = saying_verbs() | (sections("saying")["thought"] if at.thoughts else frozenset())
        return by_passive(at.reading, at.sentence, at.mentions, group) if group.lemma in known else None
    if group.lemma not in sections("saying")["plain"] or any(
        True for _ in at.tree.labelled(group.main, "obj", "xcomp")
    ):
        return None
    chunk = speaking_subject(at.reading, at.sentence, group)
    return parenthetical(at.reading, at.sentence, at.mentions, group, chunk)


def _by_heading(at: Parsed) -> Draft | None:
    """Read "Minister: the dam will hold", "Poll: voters want change": a name or a document, a colon, and a clause."""
    words, sentence = at.reading.words, at.sentence
    chunk = next((one for one in sentence.chunks[:1] if one.first == sentence.first), None)
    if chunk is None or chunk.last >= sentence.last - 2 or words[chunk.last].text != ":":
        return None
    if not any(group.first > chunk.last and group.kind == "finite" for group in sentence.verbs):
        return None
    source = _teller(at, chunk)
    if source is None or words[chunk.last + 1].text in _MARKS or words[chunk.head].tag in {Tag.NUM, Tag.PRON}:
        return None
    parts = _parts(at.reading, [_to_border(at.reading, (chunk.last + 1, sentence.last))])
    kind = kind_of_source(at.reading, chunk, AttributionKind.SPEECH)
    return Draft(parts, words[chunk.last].span, kind, Stance.NEUTRAL, source) if parts else None


def _by_adjective(at: Parsed, place: int) -> Draft | None:
    """Read "confident that …", "angry about …"."""
    reading = at.reading
    parts = _parts(reading, stand_of_adjective(reading, at.tree, place))
    if not parts:
        return None
    chunk = source_in_tree(reading, at.sentence, at.tree, place)
    source = _teller(at, chunk)
    clause = reading.words[parts[0][0]].lower in {"that", "whether"}
    if (chunk is not None and reading.words[chunk.head].lower in _OWN) or (source is None and not clause):
        return None
    kind = AttributionKind.THOUGHT if clause else AttributionKind.ATTITUDE
    return Draft(parts, reading.words[place].span, kind, Stance.NEUTRAL, source) if source else None


def _by_noun(at: Parsed, place: int) -> Draft | None:
    """Read "the ministry's claim that …", "rumours that …", "support for …"."""
    reading = at.reading
    parts = _parts(reading, stand_of_noun(reading, at.tree, place))
    if not parts:
        return None
    chunk = owner_of(reading, at.sentence, at.tree, place)
    source = _teller(at, chunk)
    if chunk is not None and reading.words[chunk.head].lower in _OWN:
        return None
    if reading.words[parts[0][0]].lower not in {"that", "whether"}:
        if source is None or not at.thoughts or _is_governed(at, place):
            return None
        return Draft(parts, reading.words[place].span, AttributionKind.ATTITUDE, Stance.NEUTRAL, source)
    kind = AttributionKind.HEARSAY if source is None else AttributionKind.SPEECH
    return Draft(parts, reading.words[place].span, kind, doubts(reading.words[place].lemma), source)


def _is_governed(at: Parsed, noun: int) -> bool:
    """Tell whether a noun is the object of a verb that takes a stand by itself ("condemned the attack on …")."""
    word = at.reading.words[noun]
    if word.head is None or word.label != "obj":
        return False
    return at.reading.words[word.head].lemma in sections("attitudes")["object"] - _VOICING


_VOICING: Final = frozenset({"voice", "express", "reiterate", "repeat", "announce"})


def _teller(at: Parsed, chunk: Chunk | None) -> Speaker | None:
    """Return a noun phrase as a speaker where it names someone that can tell or want."""
    if chunk is None or not can_speak(at.reading, chunk):
        return None
    return speaker_of(at.reading, at.mentions, chunk) if tells(at.reading, chunk) else None
