"""What a cue lets someone say, read off the tree: its clause, before it, after it or on both sides; and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import chunk_around
from crossread.extract.lexicon import sections
from crossread.extract.phrases import Chunk
from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.branches import Branches, Stretch
    from crossread.extract.reading import Reading, Sentence

_RELATIVES: Final = frozenset("who which that whom".split())
_SUBJECTS: Final = ("nsubj", "nsubj:pass", "nsubj:outer")
_CLIMBS: Final = ("xcomp", "conj", "advcl", "parataxis")


def clause_content(reading: Reading, tree: Branches, cue: int) -> list[Stretch]:
    """Return the stretches of the clause that a cue governs, in order; nothing where it governs none.

    A clause that the cue divides ("The bridge, he said, is safe") gives two stretches; the words of the cue, of its
    subject and of what tells when and to whom it was said are no content.
    """
    clauses = list(tree.labelled(cue, "ccomp"))
    if not clauses:
        return _around_cue(reading, tree, cue) or _set_off(reading, tree, cue)
    first, last = tree.reach(clauses[0])
    for clause in clauses[1:]:
        a, b = tree.reach(clause)
        first, last = min(first, a), max(last, b)
    said = _cue_words(reading, tree, cue, set(clauses))
    if last <= said[0] or (first < said[0] and clauses[0] < cue):
        first = min(first, *(tree.reach(child)[0] for child in tree.below(cue)))
    elif said[0] < first:
        lead = _lead(reading, tree, cue, said)
        if lead is not None:
            return _cut([lead, (first, last)], (lead[1], said[1]))
    return _cut([(first, last)], said)


def _cue_words(reading: Reading, tree: Branches, cue: int, clauses: set[int]) -> Stretch:
    """Return the stretch of a cue with its subject and helpers: what stands next to it and is no content."""
    first, last = cue, cue + 1
    children = [child for child in tree.below(cue) if child not in clauses]
    for child in sorted((one for one in children if one < cue), reverse=True):
        a, b = tree.reach(child)
        if b < first and any(word.tag is not Tag.PUNCT or word.lower == "," for word in reading.words[b:first]):
            break
        label = (reading.words[child].label or "").partition(":")[0]
        if label != "nsubj" and reading.words[b - 1].lower == "," and b - a > 1:
            break
        if reading.words[child].tag is not Tag.PUNCT:
            first = min(first, a)
    for child in (one for one in children if one > cue):
        a, b = tree.reach(child)
        if a > last or reading.words[child].tag is Tag.PUNCT or reading.words[child].label in {"conj", "parataxis"}:
            break
        last = max(last, b)
    return first, last


def _lead(reading: Reading, tree: Branches, cue: int, said: Stretch) -> Stretch | None:
    """Return "In the north" of "In the north, the mayor said, two bridges fell": set off, and so is the cue."""
    after = reading.words[said[1]] if said[1] < len(reading.words) else None
    if after is None or after.lower != "," or reading.words[said[0] - 1].lower != ",":
        return None
    leads = [
        child for child in tree.labelled(cue, "obl", "advmod", "advcl", "nsubj") if tree.reach(child)[1] <= said[0]
    ]
    if not leads:
        return None
    return min(tree.reach(child)[0] for child in leads), said[0] - 1


def _around_cue(reading: Reading, tree: Branches, cue: int) -> list[Stretch]:
    """Return the clause into which a cue is put: "The bridge, he said, is safe", "The bridge is safe, he said"."""
    word = reading.words[cue]
    if word.head is None or word.head == cue or not list(tree.labelled(cue, "nsubj")):
        return []
    if any(True for _ in tree.labelled(cue, "obj", "xcomp")):
        return []  # it has an object of its own
    marks = {reading.words[one].lower for one in tree.labelled(cue, "mark")}
    said, whole = tree.reach(cue), tree.reach(word.head)
    medial = (
        whole[0] < said[0]
        and said[1] < whole[1]
        and ","
        in {
            reading.words[said[0] - 1].lower,
            reading.words[said[0]].lower,
        }
    )
    medial = medial and reading.words[said[1]].lower == ","
    if word.label != "parataxis" and not (word.label == "advcl" and (marks == {"as"} or (medial and not marks))):
        return []
    found = _cut([whole], said)
    verbs = {Tag.VERB, Tag.AUX}
    return found if any(one.tag in verbs for part in found for one in reading.words[slice(*part)]) else []


def _set_off(reading: Reading, tree: Branches, cue: int) -> list[Stretch]:
    """Return what a colon sets off after a cue: "He was brief: no deal"."""
    for child in tree.labelled(cue, "parataxis"):
        start, end = tree.reach(child)
        marks = {word.text for word in reading.words[max(cue, start - 3) : start + 2]}
        if child > cue and ":" in marks:
            return [(start, end)]
    return []


def _cut(stretches: Sequence[Stretch], hole: Stretch) -> list[Stretch]:
    """Return the stretches without a hole."""
    found: list[Stretch] = []
    for first, last in stretches:
        if hole[1] <= first or last <= hole[0]:
            found.append((first, last))
            continue
        if first < hole[0]:
            found.append((first, hole[0]))
        if hole[1] < last:
            found.append((hole[1], last))
    return found


def source_in_tree(reading: Reading, sentence: Sentence, tree: Branches, cue: int) -> Chunk | None:
    """Return whose words a verb gives: its subject, or that of the verb it hangs on ("he went on to say")."""
    place = cue
    for _ in range(_HIGHEST):
        subject = _nearest(tree, place, _SUBJECTS, cue)
        if subject is not None:
            return _noun_phrase(reading, sentence, place, subject)
        word = reading.words[place]
        label = (word.label or "").partition(":")[0]
        if word.head is None or word.head == place or not sentence.first <= word.head < sentence.last:
            return None
        if label == "acl" and not _trails(reading, sentence, tree, place) and not _is_uttered(reading, word.head):
            return chunk_at(reading, sentence, word.head)
        if label == "xcomp":
            controller = _controller(reading, tree, word.head, place)
            if controller is not None:
                return chunk_at(reading, sentence, controller)
        elif label not in _CLIMBS and word.tag is Tag.VERB and label != "acl":
            return None
        place = word.head
        if (
            label == "advcl"
            and place < cue
            and reading.words[place].label == "ccomp"
            and _trails(reading, sentence, tree, cue)
        ):
            place = _verb_above(reading, sentence, place)
    return None


_HIGHEST: Final = 6
"""Verbs that a source is looked for above its cue, at most."""


def _verb_above(reading: Reading, sentence: Sentence, place: int) -> int:
    """Return the verb that governs a clause, or the clause itself: "he said it fell, adding …" adds what he said."""
    above = reading.words[place].head
    return above if above is not None and sentence.first <= above < sentence.last else place


def _is_uttered(reading: Reading, noun: int) -> bool:
    """Tell whether a noun is the object of a verb and names what is uttered ("issued a statement saying")."""
    word = reading.words[noun]
    uttered = sections("sources")["document"] | sections("attitudes")["noun"]
    return word.label == "obj" and word.lemma.lower() in uttered


def _controller(reading: Reading, tree: Branches, verb: int, place: int) -> int | None:
    """Return who shall do what an infinitive says: the object of "urged them to", else None for the subject."""
    controller = _nearest(tree, verb, ("obj", "iobj"), place)
    if controller is None or controller > place or reading.words[verb].lemma in _SUBJECT_CONTROL:
        return None
    return controller


def _trails(reading: Reading, sentence: Sentence, tree: Branches, place: int) -> bool:
    """Tell whether an -ing form after a comma goes with the sentence's subject ("She left the hall, shouting …")."""
    before = tree.reach(place)[0] - 1
    words = reading.words
    comma = words[before].lower == "," if before >= sentence.first else False
    comma = comma or words[before + 1].lower == ","
    return comma and words[place].lower.endswith("ing")


_SUBJECT_CONTROL: Final = frozenset("promise vow use take have make give seize".split())


def _nearest(tree: Branches, place: int, labels: tuple[str, ...], cue: int) -> int | None:
    """Return the dependent with one of the labels that stands nearest to the cue."""
    return min(tree.labelled(place, *labels), key=lambda one: abs(one - cue), default=None)


def _noun_phrase(reading: Reading, sentence: Sentence, verb: int, subject: int) -> Chunk | None:
    """Return a subject's noun phrase; of a relative pronoun what it stands for."""
    word = reading.words[subject]
    if word.lower in _RELATIVES and (reading.words[verb].label or "").startswith(("acl", "advcl:relcl")):
        head = reading.words[verb].head
        return chunk_at(reading, sentence, head) if head is not None else None
    return chunk_at(reading, sentence, subject)


def chunk_at(reading: Reading, sentence: Sentence, place: int) -> Chunk | None:
    """Return the noun phrase around a word; where the rules see none, the word itself if it can name someone."""
    chunk = chunk_around(sentence, place)
    if chunk is not None:
        return chunk
    naming = {Tag.NOUN, Tag.PROPN, Tag.PRON, Tag.NUM, Tag.DET, Tag.ADJ, Tag.SYM}
    return Chunk(place, place + 1, place) if reading.words[place].tag in naming else None
