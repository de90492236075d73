"""Who and what takes part in what a verb tells: agent, patient, recipient, place, topic, attribute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.clauses import after_preposition
from crossread.extract.heard import is_time
from crossread.extract.tagging import Tag, verb_of
from crossread.model.mention import ActorKind
from crossread.model.statement import Role, RoleName

if TYPE_CHECKING:
    from crossread.extract.clauses import Clause
    from crossread.extract.heard import Places
    from crossread.extract.participants import Participants
    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence

_HAPPENS: Final = frozenset(
    "die fall collapse sink burn explode suffer perish drown disappear vanish happen occur erupt break_out capsize "
    "crash rise drop decline shrink grow increase decrease".split()
)
"""Verbs whose subject undergoes what they tell."""
_COPULAS: Final = frozenset("be become remain seem appear stay".split())
_GIVES: Final = frozenset(
    "give send hand hand_over sell pay offer deliver transfer grant cede return award donate lend".split()
)
_MOVES: Final = frozenset(
    "go come travel fly rush flee return send move take bring drive walk march ship deport evacuate withdraw retreat "
    "migrate escape head sail row ride deliver transfer deploy invite lead carry dispatch summon transport".split()
)
"""Verbs whose "to" leads to a place where one is named: "sent inspectors to Tolmar"."""
_WHERE: Final = frozenset("in at near outside inside on from off into under across through around towards".split())
_CAUSATIVES: Final = frozenset("find see leave have get keep hear want order declare call make let".split())
_PLACE_NOUNS: Final = frozenset(
    (
        "city town village street square building house hospital school prison port harbour harbor "
        "airport station bridge river lake sea island coast border camp base warehouse factory mine dam "
        "valley mountain province district region country capital yard ward room hall church mosque "
        "market stadium road field forest shore quay dock berth tunnel shaft court square embassy palace"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A verb with the noun phrases around it.

    Attributes:
        group: The verb group.
        lemma: What it tells: the verb, or of "was dead", "were hurt" what the adjective or participle tells.
        suffers: Whether its subject undergoes it.
        subjects: Who or what it is said of.
        objects: What follows it.
        recipients: To whom.
        agents: By whom.
        completions: What else completes it ("guilty", "to leave"): first word, just past the last, head.
    """

    group: VerbGroup
    lemma: str
    suffers: bool
    subjects: tuple[Chunk, ...]
    objects: tuple[Chunk, ...]
    recipients: tuple[Chunk, ...]
    agents: tuple[Chunk, ...]
    completions: tuple[tuple[int, int, int], ...] = ()


def read_verb(reading: Reading, sentence: Sentence, around: Participants, group: VerbGroup) -> Told:
    """Return a verb with what stands around it; "were hurt" is a passive although "hurt" is tagged an adjective."""
    lemma, participle = _lemma(reading, sentence, around, group)
    subjects = tuple(around.subjects(group))
    objects, recipients = tuple(around.objects(group)), tuple(around.recipients(group))
    befalls = lemma in _HAPPENS and not objects and not around.has_complement(group)
    suffers = group.passive or participle or befalls or _tells_of_object(reading, sentence, group, subjects)
    suffers = suffers or _is_bare_participle(reading, around, group)
    completed = tuple(around.completions(group))
    return Told(group, lemma, suffers, subjects, objects, recipients, tuple(around.agents(group)), completed)


def _lemma(reading: Reading, sentence: Sentence, around: Participants, group: VerbGroup) -> tuple[str, bool]:
    """Return what a verb tells, and whether that is a participle after a copula."""
    place = state_of(reading, sentence, around, group)
    if place is None:
        return group.lemma.lower(), False
    verb = verb_of(reading.words[place].lower)
    return verb or f"be_{reading.words[place].lemma.lower()}", verb is not None


def state_of(reading: Reading, sentence: Sentence, around: Participants, group: VerbGroup) -> int | None:
    """Return the adjective or participle that a copula or passive leads to ("was dead", "were badly hurt"), or None."""
    if group.lemma not in {"be", "get"}:
        return None
    place = around.predicate(group)
    if place == group.main:
        place = group.last
    if place >= sentence.last or reading.words[place].tag not in {Tag.ADJ, Tag.VERB}:
        return None
    inside = next((chunk for chunk in sentence.chunks if chunk.first <= place < chunk.last), None)
    return place if inside is None or inside.head == place else None


def _tells_of_object(reading: Reading, sentence: Sentence, group: VerbGroup, subjects: Sequence[Chunk]) -> bool:
    """Tell whether a participle tells of the object of the verb before it: "found it locked", "had him arrested"."""
    if not subjects or group.first != group.main or verb_of(reading.words[group.main].lower) is None:
        return False
    before = next((one for one in sentence.verbs if one.last == subjects[0].first), None)
    return before is not None and before.lemma in _CAUSATIVES


def _is_bare_participle(reading: Reading, around: Participants, group: VerbGroup) -> bool:
    """Tell whether a verb is a bare past participle: "the dam, built in 1962", "was shut by us and opened by them"."""
    word = reading.words[group.main]
    if not reading.parsed or group.first != group.main or around.has_own_subject(group) or around.objects(group):
        return False
    joined = word.label == "conj" and around.joined_passive(group)
    return (joined or word.label in {"acl", "advcl"}) and verb_of(word.lower) is not None


def roles_of(reading: Reading, sentence: Sentence, clause: Clause, told: Told, places: Places) -> tuple[Role, ...]:
    """Return the roles of a verb's statement, in order of the text."""
    found: dict[tuple[RoleName, int], Role] = {}

    def add(name: RoleName | None, chunks: Sequence[Chunk]) -> None:
        for chunk in chunks:
            if name is None or reading.words[chunk.head].lower == "there" or is_time(places, reading.chunk_span(chunk)):
                continue
            if not any(start == chunk.first for _, start in found):
                found[name, chunk.first] = role_at(reading, places, name, chunk)

    there = any(reading.words[chunk.head].lower == "there" for chunk in told.subjects)
    given = told.group.passive and told.lemma in _GIVES and bool(told.objects)  # "she was paid 300 crowns"
    add(RoleName.RECIPIENT if given else _subject_role(told), told.subjects)
    add(RoleName.TOPIC if there else RoleName.PATIENT if given else _object_role(told), told.objects)
    add(RoleName.RECIPIENT, told.recipients)
    add(RoleName.AGENT, told.agents)
    for word, chunk in after_preposition(reading, sentence, clause):
        add(_role_of_phrase(reading, places, told, word, chunk), [chunk])
    completed = _completing(reading, places, told, list(found.values()))
    return tuple(sorted((*found.values(), *completed), key=lambda role: (role.span, role.name)))


def _completing(reading: Reading, places: Places, told: Told, found: Sequence[Role]) -> Iterator[Role]:
    """Yield what completes a verb, its preposition or "to" with it; no time and nothing that has a role already."""
    for first, last, head in told.completions:
        span = reading.span(first, last)
        if is_time(places, span) or any(role.span.overlaps(span) for role in found):
            continue
        yield Role(RoleName.ATTRIBUTE, span, reading.words[head].lemma.lower())


def role_at(reading: Reading, places: Places, name: RoleName, chunk: Chunk) -> Role:
    """Make one role of a noun phrase."""
    head = reading.words[chunk.head]
    span = reading.chunk_span(chunk)
    mention = places.mentions.heading(span, head.span)
    return Role(name, span, head.lemma.lower(), mention.id if mention else None)


def _subject_role(told: Told) -> RoleName:
    """Return the role of the subject: who suffers, who or what a copula tells of, else who acts."""
    if told.suffers:
        return RoleName.PATIENT
    return RoleName.TOPIC if told.group.lemma == "be" else RoleName.AGENT


def _object_role(told: Told) -> RoleName:
    """Return the role of what follows the verb."""
    return RoleName.ATTRIBUTE if told.lemma in _COPULAS or told.suffers else RoleName.PATIENT


def _role_of_phrase(reading: Reading, places: Places, told: Told, word: str, chunk: Chunk) -> RoleName | None:
    """Return the role of a prepositional phrase, or None where it is doubtful."""
    if word == "by":
        return RoleName.AGENT if told.suffers or told.group.kind == "participle" else None
    placed = is_place(reading, places, chunk)
    if word == "to" and placed and told.lemma in _MOVES:
        return RoleName.PLACE
    given = word == "to" or (word == "for" and _is_party(reading, places, chunk))
    if given and told.group.lemma in _GIVES:
        return RoleName.RECIPIENT
    return RoleName.PLACE if word in _WHERE and placed else None


def _is_party(reading: Reading, places: Places, chunk: Chunk) -> bool:
    """Tell whether a noun phrase names someone who can receive: "for the victims", not "for the claim"."""
    mention = places.mentions.heading(reading.chunk_span(chunk), reading.words[chunk.head].span)
    return mention is not None and mention.kind in {ActorKind.PERSON, ActorKind.GROUP, ActorKind.ORGANISATION}


def is_place(reading: Reading, places: Places, chunk: Chunk) -> bool:
    """Tell whether a noun phrase names a place or a building."""
    head = reading.words[chunk.head]
    mention = places.mentions.heading(reading.chunk_span(chunk), head.span)
    if mention is not None:
        return mention.kind in {ActorKind.PLACE, ActorKind.FACILITY}
    return head.lemma.lower() in _PLACE_NOUNS
