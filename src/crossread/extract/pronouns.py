"""Whom a pronoun means: of what stands before it and agrees with it in number, sex and kind, the most salient.

Salience as of Lappin and Leass 1994 ("An algorithm for pronominal anaphora resolution"), with fewer factors: nearness
in sentences, subject before object before the rest, how often it was named; a reflexive means its subject.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.disjoint import Disjoint
from crossread.extract.gazetteer import given_names, titles
from crossread.model.mention import ActorKind, Mention, MentionForm

if TYPE_CHECKING:
    from crossread.extract.groups import Groups
    from crossread.extract.reading import Reading

_REACH: Final = 600
"""Signs back in which what a pronoun means is looked for."""
_AWAY: Final = 3
"""Sentences back that a name stays present; a quotation counts as one."""
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
        place: Position of its head, or -1.
    """

    mention: Mention
    sentence: int
    label: str
    clause: int
    place: int


class _Antecedents:
    """What pronouns can mean in one document."""

    def __init__(self, groups: Groups, reading: Reading, mentions: Sequence[Mention]) -> None:
        self._groups = groups
        self._reading = reading
        self._disjoint = Disjoint(reading)
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
        key = _SEXES.get(pronoun.name) or ("n" if pronoun.name in _NEUTER else "p")
        here, before = self._candidate(pronoun), self._last.get(key)
        near = self._near(here)
        others = self._others(here, near, self._candidate(before) if before is not None and key in {"m", "f"} else None)
        fitting = [
            (self._salience(one, here) + self._goes_on(one, here, key), -one.mention.span.start, one.mention)
            for one in near
            if self._root(one.mention) not in others and self._fits(one, here)
        ]
        best = max(fitting, key=lambda item: (item[0], item[1], item[2].id), default=None)
        if best is not None and best[0] > 0:
            known = best[2]
            self._groups.join(known, pronoun, 0.6, "pronoun", ("pronoun", pronoun.name), ("name", known.name))
            if key in {"m", "f"}:
                self._sexes.setdefault(self._root(known), key)
        elif (
            before is not None and pronoun.span.start - before.span.start < _REACH and self._root(before) not in others
        ):
            self._groups.join(before, pronoun, 0.5, "pronoun_goes_on", ("pronoun", pronoun.name))
        self._last[key] = pronoun

    def _root(self, one: Mention) -> str:
        """Return the key of whom a mention means so far."""
        return self._groups.root(one.id)

    def _near(self, pronoun: _Candidate) -> list[_Candidate]:
        """Return the mentions near a pronoun: those before it, and the subject ahead that it may mean."""
        start = pronoun.mention.span.start
        at = bisect_left(self._places, start)
        before = self._found[max(0, at - _CANDIDATES) : at]
        return [*(one for one in before if start - one.mention.span.start <= _REACH), *self._ahead(pronoun)]

    def _others(self, pronoun: _Candidate, near: Sequence[_Candidate], before: _Candidate | None) -> set[str]:
        """Return the groups of those whom a pronoun cannot mean by grammar and quotation marks."""
        if pronoun.place < 0 or pronoun.mention.name in _REFLEXIVE:
            return set()
        known = near if before is None else [*near, before]
        apart = self._disjoint.others(pronoun.place, [one.place for one in known if one.place >= 0])
        return {self._root(one.mention) for one in known if one.place in apart}

    def _goes_on(self, one: _Candidate, pronoun: _Candidate, key: str) -> float:
        """Return how much speaks for a mention because the text goes on with it: the same pronoun, the same speaker."""
        before = self._last.get(key)
        if pronoun.sentence - one.sentence > _AWAY:
            return 0.0
        score = 8.0 if one.mention.span.start > pronoun.mention.span.start else 0.0  # the subject right ahead
        if before is not None and key in {"m", "f"} and self._goes_with(self._candidate(before), pronoun):
            score += 5.0 * (self._root(before) == self._root(one.mention))
        if pronoun.place >= 0 and one.place >= 0 and key in {"m", "f"} and self._disjoint.speaks(pronoun.place):
            score += 3.0 * self._disjoint.speaks(one.place) - 3.0 * self._disjoint.is_quoted(one.place)
        return score

    def _goes_with(self, before: _Candidate, pronoun: _Candidate) -> bool:
        """Tell whether two pronouns stand in one sentence, both between marks or both outside."""
        quoted = {self._disjoint.is_quoted(one.place) for one in (before, pronoun) if one.place >= 0}
        return before.sentence == pronoun.sentence and len(quoted) == 1

    def _ahead(self, pronoun: _Candidate) -> list[_Candidate]:
        """Return the subject ahead that a pronoun in a phrase set before it means: "in his letter, Lind said"."""
        subject = self._disjoint.subject_ahead(pronoun.place) if pronoun.place >= 0 else None
        if subject is None:
            return []
        start = pronoun.mention.span.start
        ahead = self._found[bisect_left(self._places, start) :][:_CANDIDATES]
        return [one for one in ahead if one.place >= 0 and self._disjoint.bearer(one.place) == subject][:1]

    def _candidate(self, one: Mention) -> _Candidate:
        """Return a mention with what the tree says of it."""
        place = self._reading.word_at(one.head.start)
        if place is None:
            return _Candidate(one, 0, "", -1, -1)
        word = self._reading.words[self._disjoint.bearer(place)]
        clause = word.head if word.head is not None else -1
        return _Candidate(one, self._disjoint.sentence(place), word.label or "", clause, place)

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
            return mention.kind is ActorKind.PERSON and self._sexes.get(self._root(mention), wanted) == wanted
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
        if away > _AWAY:
            return 0.0
        score = 10.0 - 4.0 * away
        if "subj" in one.label:
            score += 5 if one.label == pronoun.label else 4
        elif one.label in {"obj", "iobj", "obl:agent"}:
            score += 2
        elif one.label.startswith("nmod") or one.label in {"compound", "amod"}:
            score -= 1
        score += min(3.0, 0.6 * self._named[self._root(one.mention)])
        name = pronoun.mention.name
        if name in _SEXES and self._root(one.mention) in self._sexes:
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
