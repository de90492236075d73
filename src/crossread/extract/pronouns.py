"""Whom a pronoun means: of what stands before it and agrees with it in number, sex and kind, the most salient.

Salience as of Lappin and Leass 1994 ("An algorithm for pronominal anaphora resolution"), with fewer factors: nearness
in sentences, subject before object before the rest, how often it was named; a reflexive means its subject.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.gazetteer import given_names, titles
from crossread.model.mention import ActorKind, Mention, MentionForm

if TYPE_CHECKING:
    from crossread.extract.groups import Groups
    from crossread.extract.reading import Reading

_REACH: Final = 600
"""Signs back in which what a pronoun means is looked for."""
_CANDIDATES: Final = 40
"""Mentions before a pronoun that are looked at; more hardly stand within its reach."""
_SEXES: Final = dict.fromkeys("he him his himself".split(), "m") | dict.fromkeys("she her hers herself".split(), "f")
_NEUTER: Final = frozenset("it its itself".split())
_PLURAL: Final = frozenset("they them their theirs themselves".split())
_REFLEXIVE: Final = frozenset("himself herself itself themselves".split())
_THINGS: Final = frozenset({ActorKind.ORGANISATION, ActorKind.PLACE, ActorKind.FACILITY, ActorKind.OTHER})
_MANY: Final = frozenset(
    "people police troops forces crew staff officials authorities rebels militants protesters workers".split()
)
_GENDERED: Final = dict.fromkeys(
    (
        "man boy father husband son brother king prince uncle widower spokesman chairman policeman "
        "fisherman businessman grandfather"
    ).split(),
    "m",
) | dict.fromkeys(
    (
        "woman girl mother wife daughter sister queen princess aunt widow spokeswoman chairwoman "
        "policewoman actress stewardess grandmother"
    ).split(),
    "f",
)


def link_pronouns(groups: Groups, reading: Reading, mentions: Sequence[Mention]) -> None:
    """Join each pronoun with what it means, in order of the text."""
    found = _Antecedents(groups, reading, mentions)
    for one in mentions:
        if one.form is MentionForm.PRONOUN and one.name in _SEXES.keys() | _NEUTER | _PLURAL:
            found.link(one)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mention that a pronoun can mean.

    Attributes:
        mention: The mention.
        sentence: The number of its sentence.
        label: The relation of its head word to its verb, or "".
        clause: Position of the word that its head depends on.
    """

    mention: Mention
    sentence: int
    label: str
    clause: int


class _Antecedents:
    """What pronouns can mean in one document."""

    def __init__(self, groups: Groups, reading: Reading, mentions: Sequence[Mention]) -> None:
        self._groups = groups
        self._reading = reading
        self._starts = [sentence.passage.span.start for sentence in reading.sentences]
        self._found = [self._candidate(one) for one in mentions if one.form is not MentionForm.PRONOUN]
        self._places = [one.mention.span.start for one in self._found]
        self._sexes: dict[str, str] = {}
        self._named: Counter[str] = Counter(groups.root(one.mention.id) for one in self._found)
        self._last: dict[str, Mention] = {}
        for one in self._found:
            sex = _sex(one.mention, reading.document.text)
            if sex:
                self._sexes.setdefault(groups.root(one.mention.id), sex)

    def link(self, pronoun: Mention) -> None:
        """Join one pronoun with the best candidate; where there is none, with the like pronoun before it."""
        here = self._candidate(pronoun)
        at = bisect_left(self._places, pronoun.span.start)
        fitting = [
            (self._salience(one, here), -one.mention.span.start, one.mention)
            for one in self._found[max(0, at - _CANDIDATES) : at]
            if pronoun.span.start - one.mention.span.start <= _REACH and self._fits(one, here)
        ]
        key = _SEXES.get(pronoun.name) or ("n" if pronoun.name in _NEUTER else "p")
        before = self._last.get(key)
        best = max(fitting, key=lambda item: (item[0], item[1], item[2].id), default=None)
        if best is not None and best[0] > 0:
            known = best[2]
            self._groups.join(known, pronoun, 0.6, "pronoun", ("pronoun", pronoun.name), ("name", known.name))
            if key in {"m", "f"}:
                self._sexes.setdefault(self._groups.root(known.id), key)
        elif before is not None and pronoun.span.start - before.span.start < _REACH:
            self._groups.join(before, pronoun, 0.5, "pronoun_goes_on", ("pronoun", pronoun.name))
        self._last[key] = pronoun

    def _candidate(self, one: Mention) -> _Candidate:
        """Return a mention with what the tree says of it."""
        place = self._reading.word_at(one.head.start)
        word = self._reading.words[place] if place is not None else None
        label = (word.label or "") if word is not None else ""
        clause = word.head if word is not None and word.head is not None else -1
        return _Candidate(one, bisect_right(self._starts, one.span.start), label, clause)

    def _fits(self, one: _Candidate, pronoun: _Candidate) -> bool:
        """Tell whether a mention can be what a pronoun means: number, sex, kind, and that it does not hold it."""
        mention, name = one.mention, pronoun.mention.name
        if mention.span.contains(pronoun.mention.span) or mention.form is MentionForm.DEMONYM:
            return False
        if name in _REFLEXIVE:
            return one.label.startswith("nsubj") and one.sentence == pronoun.sentence
        objects = {"obj", "iobj"}
        if one.clause >= 0 and one.clause == pronoun.clause and pronoun.label in objects and "subj" in one.label:
            return False  # "he hit him": two of them
        if name in _SEXES:
            wanted = _SEXES[name]
            return mention.kind is ActorKind.PERSON and self._sexes.get(self._groups.root(mention.id), wanted) == wanted
        if name in _NEUTER:
            return mention.kind in _THINGS and not self._is_plural(mention)
        return self._is_plural(mention) or mention.kind is ActorKind.ORGANISATION

    def _is_plural(self, mention: Mention) -> bool:
        """Tell whether a mention means several."""
        head = mention.head.of(self._reading.document.text).lower()
        place = self._reading.word_at(mention.head.start)
        lemma = self._reading.words[place].lemma.lower() if place is not None else head
        if mention.form is MentionForm.DESCRIPTOR:
            return head in _MANY or head != lemma
        return mention.kind is ActorKind.GROUP

    def _salience(self, one: _Candidate, pronoun: _Candidate) -> float:
        """Return how present a mention is where the pronoun stands."""
        away = pronoun.sentence - one.sentence
        if away > 3:
            return 0.0
        score = 10.0 - 4.0 * away
        if "subj" in one.label:
            score += 5 if one.label == pronoun.label else 4
        elif one.label in {"obj", "iobj", "obl:agent"}:
            score += 2
        elif one.label.startswith("nmod") or one.label in {"compound", "amod"}:
            score -= 1
        score += min(3.0, 0.6 * self._named[self._groups.root(one.mention.id)])
        name = pronoun.mention.name
        if name in _SEXES and self._groups.root(one.mention.id) in self._sexes:
            score += 3
        if name in _NEUTER:
            score += {ActorKind.ORGANISATION: 2, ActorKind.FACILITY: 0, ActorKind.PLACE: -2}.get(one.mention.kind, -2)
        if name in _PLURAL and one.mention.kind is ActorKind.ORGANISATION and one.mention.form is MentionForm.NAME:
            score -= 3
        return score


def _sex(one: Mention, text: str) -> str:
    """Return "m" or "f" where a title, a given name or a noun tells, else ""."""
    if one.kind is not ActorKind.PERSON:
        return ""
    for word in one.span.of(text).lower().replace(".", "").split():
        if titles().get(word):
            return titles()[word]
        if word in _GENDERED:
            return _GENDERED[word]
    return given_names().get(one.name.split()[0], "") if one.form is MentionForm.NAME else ""
