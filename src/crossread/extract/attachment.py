"""Where a word hangs in the tree: mends what the trained parse ties to a verb that grammar rules out.

Verbs that "and" joins are of one kind: "he has doubts whether the dam was built well and has sent inspectors" joins
"has sent" to "has", not to "was built". A verb of saying after a comma ("…, saying that") tells what the subject of the
whole clause says, not that of a gerund or infinitive inside it. What follows a verb of saying at the end of what is
said tells of the saying: "the dam broke, he said on Monday". A clause with "that" completes a verb that can have one:
"he said after the dam broke that he would pay".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossread.extract.lexicon import sections
from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.extract.phrases import VerbGroup
    from crossread.extract.reading import Word

_PRESENT: Final = frozenset("am is are 's 're 'm has have 've does do".split())
_PAST: Final = frozenset("was were had did".split())
_SINGULAR: Final = frozenset("is 's was has does".split())
_PLURAL: Final = frozenset("are 're were have 've do".split())
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "expl", "csubj", "csubj:pass"})
_COPULAS: Final = frozenset({"cop", "aux", "aux:pass"})
_TENSES: Final = frozenset({"present", "past"})
_HIGHEST: Final = 8
"""Words above a verb that are looked at for its partner."""


def mend_tree(words: Sequence[Word], verbs: Sequence[VerbGroup], first: int) -> list[Word]:
    """Return a sentence's words with their heads mended.

    Args:
        words: The words of the document so far, with a trained parse.
        verbs: The verb groups of the sentence.
        first: Position of the sentence's first word; it is the last sentence of `words`.
    """
    mended = list(words[first:])
    groups = {_predicate(words, group): group for group in verbs}
    own = {word.head for word in mended if word.label in _SUBJECTS}
    for place, group in groups.items():
        head = _partner(words, groups, place, group) if place not in own else None
        head = head if head is not None else _sayer(words, groups, place)
        if head is not None and head != words[place].head:
            mended[place - first] = replace(words[place], head=head)
    for group in verbs:
        if group.lemma in sections("saying")["plain"]:
            for place in _trailing(words, group, first):
                mended[place - first] = replace(words[place], head=group.main)
    return mended


def _trailing(words: Sequence[Word], group: VerbGroup, first: int) -> Iterator[int]:
    """Yield what follows a verb of saying without a mark between and hangs on what is said before it."""
    for place in range(group.last, len(words)):
        word = words[place]
        if word.tag is Tag.PUNCT or word.label in {"conj", "parataxis"}:
            return
        if word.head is None or not first <= word.head < group.main:
            continue
        if any(words[one].label == "ccomp" and words[one].head == group.main for one in _chain(words, word.head)):
            yield place


def _chain(words: Sequence[Word], place: int) -> list[int]:
    """Return a word and those above it in the tree."""
    found = [place]
    while len(found) < _HIGHEST:
        above = words[found[-1]].head
        if above is None or above == found[-1]:
            break
        found.append(above)
    return found


def _sayer(words: Sequence[Word], groups: dict[int, VerbGroup], place: int) -> int | None:
    """Return the verb of saying that a clause with "that" completes, where the tree ties it to one between them."""
    head = words[place].head
    between = groups.get(head) if head is not None else None
    if between is None or head is None or words[place].label != "ccomp" or between.last >= groups[place].first:
        return None
    if words[between.last].lower != "that" or words[head].label != "advcl" or _can_claim(between):
        return None
    above = _above(words, groups, head)[:1]
    return next((one for one in above if groups[one].lemma in sections("saying")["plain"]), None)


def _can_claim(group: VerbGroup) -> bool:
    """Tell whether a verb can have a clause with "that" which someone holds true."""
    saying = sections("saying")
    return any(group.lemma in saying[name] for name in ("neutral", "doubtful", "committing", "thought"))


def _predicate(words: Sequence[Word], group: VerbGroup) -> int:
    """Return the word that stands for a verb group in the tree."""
    word = words[group.main]
    return word.head if word.label in _COPULAS and word.head is not None and word.head > group.main else group.main


def _partner(words: Sequence[Word], groups: dict[int, VerbGroup], place: int, group: VerbGroup) -> int | None:
    """Return the word that a verb hangs on by its form; None where nothing better than what the tree says is there."""
    word = words[place]
    head = groups.get(word.head) if word.head is not None else None
    if head is None or word.head is None or word.head >= place:
        return None
    if word.label == "conj":
        above = _above(words, groups, word.head)
        if _is_cue_again(head, group):
            return next((one for one in above if _same_cue(words, groups[one], group)), None)
        if not _clash(words, head, group):
            return None
        return next((one for one in above if _are_partners(words, groups[one], group, head)), None)
    if word.label == "advcl" and group.kind == "ing" and group.lemma in sections("saying")["plain"]:
        return _governing(words, groups, word.head) if words[group.first - 1].lower == "," else None
    return None


def _above(words: Sequence[Word], groups: dict[int, VerbGroup], place: int) -> list[int]:
    """Return the verbs above a word, the nearest first."""
    found: list[int] = []
    for _ in range(_HIGHEST):
        above = words[place].head
        if above is None or above == place:
            break
        if above in groups:
            found.append(above)
        place = above
    return found


def _is_cue_again(head: VerbGroup, group: VerbGroup) -> bool:
    """Tell whether a verb of saying may stand again after what it let someone say: "said it held, and said"."""
    return group.lemma in sections("saying")["plain"] and head.lemma != group.lemma


def _same_cue(words: Sequence[Word], one: VerbGroup, group: VerbGroup) -> bool:
    """Tell whether two verbs are the same verb in the same form."""
    return one.lemma == group.lemma and _form(words, one) == _form(words, group)


def _clash(words: Sequence[Word], head: VerbGroup, group: VerbGroup) -> bool:
    """Tell whether "and" can hardly join two verbs: finite and not, or in two tenses that auxiliaries make plain."""
    own, other = _form(words, group), _form(words, head)
    if own == "ing":
        return other != "ing" and not words[head.main].lower.endswith("ing")
    if own not in _TENSES or (head.passive and not _has_auxiliary(words, group)):
        return False
    if other in {"ing", "infinitive"}:
        return True
    return _has_auxiliary(words, group) and other in _TENSES and own != other


def _are_partners(words: Sequence[Word], one: VerbGroup, group: VerbGroup, head: VerbGroup) -> bool:
    """Tell whether "and" joins a verb to one further up: of the same form, and in number no other.

    Where only the tense speaks against the nearer verb, the one further up must begin as the joined one does ("has
    doubts … and has sent") and not be one of saying: in "he says that it was built and has held" he has not held.
    """
    own, other = _form(words, group), _form(words, one)
    if own == "ing" or own != other:
        return own == other
    numbers = {_number(words, group), _number(words, one)}
    if {"singular", "plural"} <= numbers:
        return False
    if _form(words, head) not in _TENSES:
        return True
    return words[one.first].lemma == words[group.first].lemma and one.lemma not in sections("saying")["neutral"]


def _number(words: Sequence[Word], group: VerbGroup) -> str:
    """Return the number of a subject that a verb's form allows: "singular", "plural", or "" for either."""
    first = words[group.first]
    if first.lower in _PLURAL and first.tag is Tag.AUX:
        return "plural"
    singular = first.lower in _SINGULAR or (first.tag is Tag.VERB and _form(words, group) == "present")
    return "singular" if singular else ""


def _has_auxiliary(words: Sequence[Word], group: VerbGroup) -> bool:
    """Tell whether a verb group begins with an auxiliary."""
    return words[group.first].tag is Tag.AUX


def _form(words: Sequence[Word], group: VerbGroup) -> str:
    """Return "ing", "infinitive", "present", "past", or "" where the form may be several."""
    if group.kind in {"ing", "infinitive"}:
        return group.kind
    word = words[group.first]
    if word.lower in _PRESENT | _PAST and word.tag is Tag.AUX:
        return "present" if word.lower in _PRESENT else "past"
    if word.tag is not Tag.VERB or group.kind != "finite" or word.lower == word.lemma.lower():
        return ""
    return "present" if word.lower.endswith("s") else "past"


def _governing(words: Sequence[Word], groups: dict[int, VerbGroup], place: int) -> int | None:
    """Return the verb whose complement a gerund or infinitive is, up to one of its own tense."""
    for one in (place, *_above(words, groups, place)):
        if groups[one].kind not in {"ing", "infinitive"} or words[groups[one].first - 1].lower == ",":
            return one
    return None
