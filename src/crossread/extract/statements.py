"""Clause by clause: what is said to happen, who takes part, whether it is so, when, how many, and in whose voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.certainty import modality_of, polarity_of
from crossread.extract.clauses import find_clauses
from crossread.extract.happenings import carried_out, happening, noun_roles
from crossread.extract.heard import Heard, Places, time_of
from crossread.extract.participants import Participants
from crossread.extract.roles import Told, read_verb, roles_of, state_of
from crossread.extract.tagging import Tag, verb_of
from crossread.extract.titled import is_titled
from crossread.model.document import PassageKind
from crossread.model.mention import DateMention, Figure, MentionForm
from crossread.model.outcome import Outcome
from crossread.model.span import Span
from crossread.model.statement import Modality, Polarity, Role, RoleName, Statement

if TYPE_CHECKING:
    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence

__all__ = ["Heard", "StatementOptions", "find_statements"]

_CONTENT: Final = frozenset({Tag.NOUN, Tag.PROPN, Tag.VERB, Tag.ADJ, Tag.NUM})
_EMPTY: Final = frozenset({"be", "have", "do"})
_LINKING: Final = frozenset({"stay", "remain", "keep", "get", "look", "seem"})
_PHASES: Final = frozenset(
    "begin start continue keep resume proceed fail manage tend seem appear happen go use expect believe schedule "
    "set".split()
)
"""Verbs that tell how far or how surely what their complement tells goes on; the complement tells what happens."""
_WORDLIKE: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class StatementOptions:
    """How statements are read.

    Attributes:
        headlines: Whether titles and headings make statements too.
        nouns: Whether nouns of happening ("the withdrawal of the troops") do.
    """

    headlines: bool = True
    nouns: bool = True


def find_statements(
    reading: Reading,
    heard: Heard,
    options: StatementOptions = StatementOptions(),
) -> Outcome[Statement]:
    """Return the statements of a document, sorted.

    Args:
        reading: The document's words.
        heard: What the other stages found in it.
        options: How statements are read.

    Examples:
        >>> from crossread.extract.reading import read_words
        >>> from crossread.model.document import Document, Passage
        >>> text = "Rebels did not kill the governor."
        >>> document = Document.named("a.txt", text, sha256="0")
        >>> passage = Passage.at(document.id, Span(0, len(text)), PassageKind.SENTENCE, 0)
        >>> [one] = find_statements(read_words(document, (passage,)), Heard()).found
        >>> one.lemma, one.polarity.value, [(role.name.value, role.head) for role in one.roles]
        ('kill', 'negative', [('agent', 'rebel'), ('patient', 'governor')])
    """
    places = Places.of(heard)
    spans = {one.cue for one in heard.attributions if one.cue} | {one.cue for one in heard.quotations if one.cue}
    cues = frozenset(offset for span in spans for offset in range(span.start, span.end))
    titles = tuple(one for said in heard.quotations for one in said.spans if is_titled(reading, one))
    found: dict[str, Statement] = {}
    for sentence in reading.sentences:
        if sentence.passage.kind in {PassageKind.TITLE, PassageKind.HEADING} and not options.headlines:
            continue
        for statement in _Sentence(reading, sentence, places, cues, titles).statements(nouns=options.nouns):
            found.setdefault(statement.id, statement)
    return Outcome(tuple(sorted(found.values(), key=lambda one: (one.span, one.trigger))))


class _Sentence:
    """One sentence in the reading."""

    def __init__(
        self, reading: Reading, sentence: Sentence, places: Places, cues: frozenset[int], titles: tuple[Span, ...]
    ) -> None:
        self._titles = [one for one in titles if one.overlaps(sentence.passage.span)]
        self._reading = reading
        self._sentence = sentence
        self._places = places
        self._cues = cues
        self._around = Participants(reading, sentence)
        self._content = _content(reading, sentence)
        self._clauses = find_clauses(reading, sentence)
        self._governors = [self._governor(number) for number in range(len(self._clauses))]

    def statements(self, *, nouns: bool) -> Iterator[Statement]:
        """Yield the statements: one for each verb, one for each noun of happening with someone in it."""
        carried: set[int] = set()
        led = {governor.main for governor in self._governors if governor is not None and self._leads(governor)}
        for number, clause in enumerate(self._clauses):
            if self._says_nothing(number) or clause.group.main in led:
                continue
            told = read_verb(self._reading, self._sentence, self._around, clause.group)
            chunk = carried_out(self._reading, told) if nouns else None
            if chunk is not None:
                carried.add(chunk.head)
                yield self._of_light_verb(number, told, chunk)
            else:
                yield self._of_verb(number, told)
        for chunk in self._sentence.chunks if nouns else ():
            statement = self._of_noun(chunk) if chunk.head not in carried else None
            if statement is not None:
                yield statement

    def _says_nothing(self, number: int) -> bool:
        """Tell whether a verb makes no statement: a cue, a lone auxiliary, "including", "stayed" of "stayed shut"."""
        group = self._clauses[number].group
        word = self._reading.words[group.main]
        if word.start in self._cues or self._is_named(word.span) or (group.lemma == "include" and group.kind == "ing"):
            return True
        if group.lemma in {"have", "do", "will", "would"} and word.tag is Tag.AUX:
            return True
        before = self._clauses[number - 1].group if number else None
        linked = before is not None and group.first == before.last and before.lemma in _LINKING
        return linked and group.kind == "finite"

    def _leads(self, governor: VerbGroup) -> bool:
        """Tell whether a verb only tells how far its complement goes: "used to meet", not "used the money to build"."""
        return governor.lemma in _PHASES and not (governor.lemma == "use" and self._around.objects(governor))

    def _is_named(self, trigger: Span) -> bool:
        """Tell whether a verb is part of a name: "the United Dockers", the “Stop Hunger” alliance."""
        if any(title.contains(trigger) for title in self._titles):
            return True
        word = trigger.of(self._reading.document.text)
        if not word[:1].isupper() or trigger.start == self._sentence.passage.span.start:
            return False
        mention = self._places.mentions.heading(trigger, trigger)
        return mention is not None and mention.form is MentionForm.NAME and mention.span.length > trigger.length

    def _governor(self, number: int) -> VerbGroup | None:
        """Return the verb that an infinitive or gerund depends on ("failed to open", "refused to say")."""
        group = self._clauses[number].group
        if self._reading.parsed:
            return self._around.governor(group)
        if group.kind not in {"infinitive", "ing"} or not number:
            return None
        before = self._clauses[number - 1].group
        gap = self._reading.words[before.last : group.first]
        if any(word.tag in {Tag.PUNCT, Tag.SCONJ} for word in gap) or len(gap) > 8:
            return None
        return before

    def _of_verb(self, number: int, told: Told) -> Statement:
        """Make the statement of a verb."""
        clause = self._clauses[number]
        told = self._controlled(number, told)
        roles = roles_of(self._reading, self._sentence, clause, told, self._places)
        state = state_of(self._reading, self._sentence, self._around, clause.group)
        verb = state is not None and verb_of(self._reading.words[state].lower) is not None
        trigger = self._reading.words[state if verb and state is not None else clause.group.main].span
        return self._made(self._bounds(number), trigger, told.lemma, roles, self._certainty(number, told))

    def _of_light_verb(self, number: int, told: Told, chunk: Chunk) -> Statement:
        """Make the statement of "carried out an attack on the port": the noun tells what is done, the verb by whom."""
        told = self._controlled(number, told)
        roles, last = noun_roles(self._reading, self._sentence, chunk, self._places)
        others = roles_of(self._reading, self._sentence, self._clauses[number], told, self._places)
        doers = {self._reading.chunk_span(doer) for doer in (() if chunk in told.subjects else told.subjects)}
        agents = [Role(RoleName.AGENT, one.span, one.head, one.mention) for one in others if one.span in doers]
        agents += [one for one in others if one.name is RoleName.AGENT and chunk in told.subjects]
        agents = [one for one in agents if not one.span.overlaps(self._reading.chunk_span(chunk))]
        kept = [one for one in roles if not (agents and one.name is RoleName.AGENT)]
        kept += [one for one in others if one.name is RoleName.PLACE and not any(one.span == k.span for k in kept)]
        first, end = self._bounds(number)
        roles = tuple(sorted({*agents, *kept}, key=lambda role: (role.span, role.name)))
        lemma = happening(self._reading, chunk) or told.lemma
        trigger = self._reading.words[chunk.head].span
        certainty = self._certainty(number, told)
        return self._made((min(first, chunk.first), max(end, last)), trigger, lemma, roles, certainty)

    def _controlled(self, number: int, told: Told) -> Told:
        """Return a verb with the subject of its governor where the shallow analysis found none of its own."""
        governor = self._governors[number]
        if self._reading.parsed or told.subjects or governor is None:
            return told
        subjects = self._around.objects(governor) if governor.lemma in _ORDERS else []
        subjects = subjects or self._around.subjects(governor)
        return Told(told.group, told.lemma, told.suffers, tuple(subjects), told.objects, told.recipients, told.agents)

    def _of_noun(self, chunk: Chunk) -> Statement | None:
        """Make the statement of "the withdrawal of US forces by the president"; None where nobody takes part."""
        verb = happening(self._reading, chunk)
        if verb is None:
            return None
        roles, last = noun_roles(self._reading, self._sentence, chunk, self._places)
        span = self._reading.span(chunk.first, last)
        if not roles and not self._places.figures_in(span):
            return None
        inside = (one for one, clause in enumerate(self._clauses) if clause.first <= chunk.head < clause.last)
        number = next(inside, None)
        modality = Modality.ASSERTED
        if number is not None and self._clauses[number].group.main < chunk.first:
            clause = self._clauses[number]
            modality = modality_of(self._reading, self._sentence, clause, self._governors[number])
        no = self._reading.words[chunk.first].lower == "no"
        certainty = (Polarity.NEGATIVE if no else Polarity.POSITIVE, modality)
        return self._made((chunk.first, last), self._reading.words[chunk.head].span, verb, roles, certainty)

    def _certainty(self, number: int, told: Told) -> tuple[Polarity, Modality]:
        """Return whether a clause denies, and how sure it is."""
        clause, governor = self._clauses[number], self._governors[number]
        around = (told.subjects, told.objects)
        polarity = polarity_of(self._reading, self._sentence, clause, governor, around)
        modality = modality_of(self._reading, self._sentence, clause, governor)
        noun = self._around.intention(clause.group)
        if noun in _REFUSALS:
            return (Polarity.NEGATIVE if polarity is Polarity.POSITIVE else Polarity.POSITIVE), modality
        return polarity, Modality.HYPOTHETICAL if noun and modality is Modality.ASSERTED else modality

    def _bounds(self, number: int) -> tuple[int, int]:
        """Return the words of a clause without marks and conjunctions before it; "began to" belongs to it."""
        clause = self._clauses[number]
        first, last = clause.first, clause.last
        governor = self._governors[number]
        if governor is not None and self._leads(governor):
            leading = next((one for one in self._clauses if one.group.main == governor.main), None)
            if leading is not None and leading.first < first <= leading.last + 3:
                first = leading.first
        first, last = self._around.extent(clause.group, first, last)
        while first < last - 1 and self._reading.words[first].tag in {Tag.PUNCT, Tag.CCONJ}:
            first += 1
        while last - 1 > clause.group.last and self._reading.words[last - 1].tag in {Tag.PUNCT, Tag.CCONJ, Tag.SCONJ}:
            last -= 1
        return first, max(last, first + 1)

    def _made(
        self,
        bounds: tuple[int, int],
        trigger: Span,
        lemma: str,
        roles: tuple[Role, ...],
        certainty: tuple[Polarity, Modality],
    ) -> Statement:
        """Make a statement of words, with the time, the dates, the figures and the voice that stand there."""
        span = self._reading.span(*bounds)
        places = self._places
        return Statement.at(
            self._reading.document.id,
            self._sentence.passage.id,
            span,
            trigger,
            lemma,
            roles=roles,
            polarity=certainty[0],
            modality=certainty[1],
            voice=places.voice_at(trigger),
            time=time_of(places, span, self._sentence, lambda date: self._reaches(date, trigger)),
            dates=tuple(one.id for one in places.dates_in(span) if self._reaches(one, trigger)),
            figures=tuple(one.id for one in _figures(places, span, roles) if self._counts(one, trigger, roles)),
            terms=self._terms(*bounds),
        )

    def _terms(self, first: int, last: int) -> tuple[str, ...]:
        """Return the lemmas of the content words between two places."""
        places, lemmas = self._content
        return tuple(lemmas[bisect_left(places, first) : bisect_left(places, last)])

    def _counts(self, figure: Figure, trigger: Span, roles: Sequence[Role]) -> bool:
        """Tell whether a figure is of what a trigger tells, not of what a noun's own infinitive or clause inside tells.

        "The plan to move 70 ships drew criticism": the ships are moved, they drew nothing.
        """
        where, what = self._reading.word_at(figure.span.start), self._reading.word_at(trigger.start)
        if where is None or what is None or any(role.span.contains(figure.span) for role in roles):
            return True
        return not self._around.is_inside_noun(where, what)

    def _reaches(self, date: DateMention, trigger: Span) -> bool:
        """Tell whether a date that stands in another clause holds of what a trigger tells too."""
        when, what = self._reading.word_at(date.span.start), self._reading.word_at(trigger.start)
        if when is None or what is None:
            return True
        same = self._places.voice_at(date.span) == self._places.voice_at(trigger)  # what is quoted has its own dates
        return self._around.reaches(when, what) if same else self._around.governs(what, when)


_REFUSALS: Final = frozenset("refusal failure inability unwillingness reluctance".split())
_ORDERS: Final = frozenset("order ask tell force urge allow want enable permit cause lead help".split())


def _figures(places: Places, span: Span, roles: Sequence[Role]) -> list[Figure]:
    """Return the figures of the clause, and those of its antecedent ("the nine people who were killed")."""
    found = list(places.figures_in(span))
    for role in roles:
        if not span.contains(role.span) and role.name is not RoleName.ATTRIBUTE:  # an infinitive counts for itself
            found.extend(one for one in places.figures_in(role.span) if one not in found)
    return sorted(found, key=lambda one: one.span)


def _content(reading: Reading, sentence: Sentence) -> tuple[list[int], list[str]]:
    """Return where the content words of a sentence stand, and their lemmas; auxiliaries and light verbs are none."""
    places = [
        place
        for place in range(sentence.first, sentence.last)
        if reading.words[place].tag in _CONTENT
        and reading.words[place].lemma not in _EMPTY
        and _WORDLIKE.match(reading.words[place].text)
    ]
    return places, [reading.words[place].lemma.lower() for place in places]
