"""How a clause is told: whether it is affirmed or denied, and as fact, possibility, prediction or demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.model.statement import Modality, Polarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.extract.clauses import Clause
    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence

_DENIERS: Final = frozenset(
    "fail refuse decline deny neglect forget stop cease avoid prevent omit cannot forbear halt".split()
)
_PREVENTS: Final = frozenset(
    f"{verb}_from"
    for verb in (
        "prevent stop keep bar ban prohibit block discourage dissuade deter restrain hinder exclude forbid preclude "
        "save exempt spare disqualify"
    ).split()
)
"""What a gerund after "from" tells does not come about under them."""
_ALLEGES: Final = frozenset(
    "accuse_of suspect_of charge_with accuse_with clear_of acquit_of absolve_of exonerate_of warn_of warn_against "
    "advise_against caution_against blame_for sue_for investigate_for indict_for charge_for".split()
)
"""What a gerund after them tells is held against someone, and no fact."""
_REFUTES: Final = frozenset({"deny", "dispute", "reject", "refute"})
_WISHES: Final = frozenset(
    "want hope wish plan intend seek try attempt aim promise vow pledge agree threaten expect prepare consider".split()
)
_DEMANDS: Final = frozenset(
    "demand call_for call_on urge order request require insist ask recommend propose appeal".split()
)
_PREDICTS: Final = frozenset({"will", "shall", "'ll", "wo"})
_MAYBE: Final = frozenset({"may", "might", "could", "would", "can", "'d"})
_OUGHT: Final = frozenset({"should", "must", "ought"})
_FORESEES: Final = frozenset({"go", "expect", "plan", "intend", "schedule", "set", "due"})
_MAYBE_WORDS: Final = frozenset(
    "perhaps maybe possibly probably likely presumably apparently allegedly conceivably".split()
)
_CONDITIONS: Final = frozenset({"if", "unless", "whether"})
_NOBODY: Final = frozenset({"nobody", "none", "nothing", "no-one", "neither"})


def polarity_of(
    reading: Reading,
    sentence: Sentence,
    clause: Clause,
    governor: VerbGroup | None,
    around: tuple[Sequence[Chunk], Sequence[Chunk]],
) -> Polarity:
    """Tell whether a clause denies: "not", "never", "no one", "failed to", "refused to", "denied that".

    Args:
        reading: The document's words.
        sentence: The clause's sentence.
        clause: The clause.
        governor: The verb whose complement it is, or None.
        around: Its subjects and its objects.
    """
    negative = clause.group.negated or _after_never(
        reading, clause
    )  # of "there was no alarm" too, whose "no" counts once
    subjects, objects = around
    if subjects and subjects[0].first != clause.group.last and _is_nobody(reading, subjects[0]):
        negative = not negative
    if objects and _is_nobody(reading, objects[0]) and not clause.group.negated:
        negative = not negative
    if governor is not None:
        negative ^= governor.lemma in _DENIERS or governor.lemma in _PREVENTS
        negative ^= governor.negated
    return Polarity.NEGATIVE if negative ^ _is_denied(reading, sentence, clause) else Polarity.POSITIVE


def _after_never(reading: Reading, clause: Clause) -> bool:
    """Tell whether a negative adverb stands right before the verb: "never left", "hardly resisted"."""
    before = reading.words[max(clause.first, clause.group.first - 2) : clause.group.first]
    return any(word.lower in {"never", "hardly", "barely", "scarcely", "nowise"} for word in before)


def _is_nobody(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a noun phrase names nobody: "no one", "none", "neither side", "not a single train"."""
    first = reading.words[chunk.first].lower
    before = reading.words[chunk.first - 1].lower if chunk.first else ""
    return first in _NOBODY or first == "no" or (before == "not" and first in {"a", "an", "one"})


def _is_denied(reading: Reading, sentence: Sentence, clause: Clause) -> bool:
    """Tell whether the clause is the content of "denied that"; a denial that is itself negated denies nothing."""
    before = _verb_before_that(reading, sentence, clause)
    return before is not None and before.lemma in _REFUTES and not before.negated


def _verb_before_that(reading: Reading, sentence: Sentence, clause: Clause) -> VerbGroup | None:
    """Return the verb that a clause with "that" is the content of."""
    first = clause.first
    if reading.words[first].lower != "that":
        return None
    before = [group for group in sentence.verbs if group.last <= first]
    return before[-1] if before and first - before[-1].last < 6 else None


def modality_of(reading: Reading, sentence: Sentence, clause: Clause, governor: VerbGroup | None) -> Modality:
    """Tell whether a clause says that it is, may be, will be, or ought to be."""
    told = _by_verbs(clause.group, governor)
    if told is not None:
        return told
    opener = reading.words[clause.first].lower
    before = reading.words[clause.first - 1].lower if clause.first > sentence.first else ""
    hedged = any(word.lower in _MAYBE_WORDS for word in reading.words[clause.first : clause.group.main])
    supposed = _is_supposed(reading, sentence, clause)
    if opener in _CONDITIONS or before in _CONDITIONS or hedged or supposed or _is_question(reading, sentence):
        return Modality.HYPOTHETICAL
    content_of = _verb_before_that(reading, sentence, clause)
    demanded = content_of is not None and content_of.lemma in _DEMANDS
    return Modality.DEMANDED if demanded else Modality.ASSERTED


def _is_supposed(reading: Reading, sentence: Sentence, clause: Clause) -> bool:
    """Tell whether a clause is only supposed: "let us say there is …", "suppose that …"."""
    words = [word.lower for word in reading.words[sentence.first : clause.group.first]]
    if words[:1] in (["suppose"], ["imagine"], ["assume"]):
        return True
    return (
        words[:1] == ["let"]
        and len(words) > 2
        and words[1] in {"us", "'s", "’s"}
        and words[2] in {"say", "suppose", "assume", "imagine"}
    )


def _by_verbs(group: VerbGroup, governor: VerbGroup | None) -> Modality | None:
    """Return what the modal of a verb and the verb that governs it tell, or None."""
    if governor is not None and governor.lemma in _DEMANDS:
        return Modality.DEMANDED
    modals = {group.modal, governor.modal if governor is not None else None}
    if modals & _OUGHT:
        return Modality.DEMANDED
    if modals & _MAYBE or (governor is not None and governor.lemma in _ALLEGES):
        return Modality.HYPOTHETICAL
    if modals & _PREDICTS or (governor is not None and governor.lemma in _FORESEES):
        return Modality.PREDICTED
    return Modality.HYPOTHETICAL if governor is not None and governor.lemma in _WISHES else None


def _is_question(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence asks."""
    return sentence.passage.span.of(reading.document.text).rstrip("\"”’' ").endswith("?")
