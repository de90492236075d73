"""Whether the words at a place tell of the past or of what is to come: by the verb that governs them.

"Expected on Friday" is the Friday after, "said on Friday" the Friday before. Where words have heads the governing
verb is found in the tree, else it is the nearest one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.lexicon import sections
from crossread.extract.tagging import SAME_PAST, Tag
from crossread.model.document import PassageKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.phrases import VerbGroup
    from crossread.extract.reading import Reading, Sentence

_PLANS: Final = frozenset(
    "plan expect schedule intend slate await aim due hope anticipate prepare promise vow pledge threaten".split()
)
_WILL: Final = frozenset({"will", "shall", "'ll", "wo", "may", "might", "should", "must", "would", "ought"})
_CAN: Final = frozenset({"can", "could", "ca"})
_HAVE: Final = frozenset({"have", "has", "had", "having", "'ve", "'d"})
_PAST: Final = frozenset({"was", "were", "had", "did", "been"})
_NOW: Final = frozenset({"is", "are", "am", "'s", "'re", "'m"})
_SHAM: Final = frozenset({"come", "get", "go", "prove", "seem", "appear", "do", "be", "have"})
_COMINGS: Final = frozenset("leave return retire resign depart arrive visit open start begin step_down".split())
"""Verbs whose progressive tells of what is to come."""
_STEPS: Final = 12
"""Heads that are climbed at most; longer ways are errors of the parse."""


def direction_at(reading: Reading, sentence: Sentence, offset: int) -> int:
    """Return whether the verb that governs the word at `offset` looks back (-1) or ahead (1); 0 where none tells.

    Args:
        reading: The document's words.
        sentence: The sentence that holds the offset.
        offset: A place in the document's text.
    """
    place = reading.word_at(offset)
    if place is None or not sentence.verbs:
        return 0
    if reading.words[place].head is None:
        return _nearest(reading, sentence, place)
    return _climbed(reading, sentence, place)


def _nearest(reading: Reading, sentence: Sentence, place: int) -> int:
    """Return the direction of the last verb group before a word, or of the first after it."""
    before = [number for number, group in enumerate(sentence.verbs) if group.first < place]
    number = before[-1] if before else 0
    group = sentence.verbs[number]
    if group.kind == "infinitive":
        governor = sentence.verbs[number - 1] if number else None
        return _of_infinitive(reading, sentence, group, governor)
    return _of_group(reading, sentence, group)


def _climbed(reading: Reading, sentence: Sentence, place: int) -> int:
    """Return the direction of the first verb on the way from a word to the root that tells one."""
    groups = {at: group for group in sentence.verbs for at in range(group.first, group.last)}
    for _ in range(_STEPS):
        group = groups.get(place)
        if group is not None:
            found = _told(reading, sentence, group, groups)
            if found is not None:
                return found
            place = group.main
        above = reading.words[place].head
        if above is None or above == place or not sentence.first <= above < sentence.last:
            break
        place = above
    return 0


def _told(reading: Reading, sentence: Sentence, group: VerbGroup, groups: dict[int, VerbGroup]) -> int | None:
    """Return the direction of a verb group; None where its governor tells it."""
    main = reading.words[group.main]
    if group.kind == "infinitive":
        above = groups.get(main.head) if main.head is not None else None
        if main.label == "advcl" and main.lemma not in _PLANS:
            return None
        return _of_infinitive(reading, sentence, group, above)
    if group.kind == "ing" or (group.kind != "participle" and main.lower.endswith("ing") and group.first == group.main):
        return 1 if main.lemma in _PLANS else None
    if group.first == group.main and main.label == "acl":
        return 1 if main.lemma in _PLANS else -1
    direction = _of_group(reading, sentence, group)
    return None if direction == 0 and main.label in {"conj", "acl", "advcl"} else direction


def _of_infinitive(reading: Reading, sentence: Sentence, group: VerbGroup, governor: VerbGroup | None) -> int:
    """Return 1 for what is planned; of "managed to leave" and the like the direction of the verb that governs."""
    helpers = _helpers(reading, group)
    if any(word in _HAVE for word in helpers):
        return -1
    if governor is not None and governor is not group and governor.lemma in _real() and governor.kind != "infinitive":
        return _of_group(reading, sentence, governor)
    return 1


def _real() -> frozenset[str]:
    """Return the verbs whose infinitive happened or did not happen when they did."""
    lists = sections("implicatives")
    return (lists["POSITIVE"] | lists["NEGATIVE"] | {"force", "oblige", "compel", "allow", "use", "help"}) - _SHAM


def _helpers(reading: Reading, group: VerbGroup) -> list[str]:
    """Return the words of a group before its main verb, in lower case."""
    return [word.lower for word in reading.words[group.first : group.main]]


def _of_group(reading: Reading, sentence: Sentence, group: VerbGroup) -> int:
    """Return the direction of a finite verb group."""
    main, helpers = reading.words[group.main], _helpers(reading, group)
    if group.modal is not None:
        return _of_modal(group, helpers)
    if main.lemma in _PLANS:
        return -1 if "had" in helpers else 1
    if main.lower.endswith("ing") and main.lemma in _COMINGS and "been" not in helpers:
        return 1  # "is leaving" and "was leaving" in February
    if any(word in _PAST for word in helpers) or main.lower in _PAST:
        return -1
    if any(word in _HAVE for word in helpers):
        return -1
    if any(word in _NOW for word in helpers):
        return 1 if main.lower.endswith("ing") and group.lemma != "go" else 0
    if main.tag is Tag.AUX or main.lemma in {"be", "have"}:
        return -1 if main.lower in {"was", "were", "had"} else 0
    if _is_past(main.lower, main.lemma):
        return -1
    return _of_present(sentence)


def _is_past(form: str, lemma: str) -> bool:
    """Tell whether a form can be the past of its lemma."""
    return (form != lemma and not form.endswith(("s", "ing"))) or form in SAME_PAST


def _of_present(sentence: Sentence) -> int:
    """Return the direction of a present: what a timetable says is to come, what a headline says has happened."""
    return 1 if sentence.passage.kind is PassageKind.SENTENCE else -1


def _of_modal(group: VerbGroup, helpers: Sequence[str]) -> int:
    """Return the direction of a group with a modal: "would have gone" and "could not be reached" look back."""
    if any(word in _HAVE for word in helpers):
        return -1
    if group.modal in _CAN:
        return -1 if group.negated else 0
    return 1 if group.modal in _WILL else 0
