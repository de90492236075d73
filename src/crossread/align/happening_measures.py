"""What speaks for two words telling of one happening: measures of pairs, many at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from crossread.align.kin import families, root
from crossread.align.triggers import Trigger, sum_of_vectors
from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.link import Actor
from crossread.model.mention import MentionForm, MentionId
from crossread.model.span import Span
from crossread.model.statement import Modality, Polarity, RoleName
from crossread.text.rarity import rarity

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

MEASURES: Final[Mapping[str, str]] = {
    "same_word": "kinds_of_happening",
    "same_root": "kinds_of_happening",
    "same_family": "kinds_of_happening",
    "first_letters": "kinds_of_happening",
    "rarer_word": "kinds_of_happening",
    "commoner_word": "kinds_of_happening",
    "cosine": "near_vectors",
    "sentence_words": "shared_words_of_sentence",
    "words_beside": "shared_words_of_sentence",
    "names_shared": "shared_words_of_sentence",
    "names_unknown": "shared_words_of_sentence",
    "document_words": "same_story",
    "document_standing": "same_story",
    "document_neighbours": "same_story",
    "document_cosine": "same_story",
    "document_names": "same_story",
    "actors_shared": "actors_compared",
    "same_agent": "actors_compared",
    "other_agent": "actors_compared",
    "same_patient": "actors_compared",
    "other_patient": "actors_compared",
    "strange_agents": "actors_compared",
    "strange_patients": "actors_compared",
    "parts_shared": "actors_compared",
    "exchanged": "actors_compared",
    "same_time": "times_compared",
    "other_time": "times_compared",
    "numbers_shared": "figures_compared",
    "other_numbers": "figures_compared",
    "other_mood": "forms_compared",
    "real_moods": "forms_compared",
    "other_polarity": "forms_compared",
    "other_ending": "forms_compared",
    "statements": "forms_compared",
    "places_in_text": "forms_compared",
    "same_document": "forms_compared",
}
"""Each measure, and the rule under which its part of a score is explained."""

_WORD: Final = re.compile(r"[a-z0-9]{2,}")
_NAME: Final = re.compile(r"(?<=[\w,;:'’”)] )[A-Z][a-z]{2,}\b")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_BESIDE: Final = 45
"""Characters to each side of a trigger in which the words beside it are looked for."""
_WORDS, _KEYS, _FEW = 1024, 512, 128
"""Columns that words, the keys of a sentence, and the few keys of a word are spread over by their checksums."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What is known of the triggers of a few documents. The first axis of what is `of_` is what it says.

    Attributes:
        triggers: The triggers.
        document: For each trigger the row of its document.
        sentence: For each trigger the row of its sentence.
        likeness: By measure, how alike two documents are.
        of_sentences: By sort, one row a sentence.
        of_triggers: By sort, one row a trigger.
        known: One row a document: the names that it holds.
    """

    triggers: tuple[Trigger, ...]
    document: Rows
    sentence: Rows
    likeness: Mapping[str, Floats]
    of_sentences: Mapping[str, Floats]
    of_triggers: Mapping[str, Floats]
    known: Floats


def gather(accounts: Sequence[Account], triggers: Sequence[Trigger], actors: Iterable[Actor]) -> Material:
    """Return what is known of triggers.

    Args:
        accounts: What was read off the documents, each once.
        triggers: Triggers in them.
        actors: The actors of the case.
    """
    by_document = {account.document.id: number for number, account in enumerate(accounts)}
    words = [_counted(account.document.text) for account in accounts]
    weights = _weights(words)
    known = list(actors)
    actor_of = {mention: actor.id for actor in known for mention in actor.mentions}
    named = _named(accounts, known)
    places: dict[tuple[DocumentId, Span], int] = {}
    for one in triggers:
        places.setdefault((one.document, one.sentence), len(places))
    texts = {account.document.id: account.document.text for account in accounts}
    return Material(
        tuple(triggers),
        np.array([by_document[one.document] for one in triggers], dtype=np.intp),
        np.array([places[one.document, one.sentence] for one in triggers], dtype=np.intp),
        _documents_alike(accounts, words, weights),
        {"vectors": _vectors(accounts, places, triggers)}
        | _of_sentences([span.of(texts[document]) for document, span in places], weights)
        | {"actors": _actors_in(accounts, list(places), actor_of)},
        _of_triggers(triggers, texts, weights, actor_of)
        | {
            "doers": _held([_named_fillers(one, RoleName.AGENT, actor_of, named) for one in triggers], _FEW),
            "undergoers": _held([_named_fillers(one, RoleName.PATIENT, actor_of, named) for one in triggers], _FEW),
        },
        _held([_NAME.findall(account.document.text) for account in accounts], _KEYS),
    )


def _named(accounts: Sequence[Account], actors: Iterable[Actor]) -> frozenset[str]:
    """Return the actors that a document calls by a name."""
    naming = {MentionForm.NAME, MentionForm.ACRONYM}
    called = {one.id for account in accounts for one in account.mentions if one.form in naming}
    return frozenset(actor.id for actor in actors if not called.isdisjoint(actor.mentions))


def _named_fillers(
    trigger: Trigger, name: RoleName, actor_of: Mapping[MentionId, str], named: frozenset[str]
) -> list[str]:
    """Return the actors with a name that fill a role."""
    roles = trigger.statement.roles if trigger.statement else ()
    found = (actor_of.get(role.mention) for role in roles if role.name is name and role.mention is not None)
    return [actor for actor in found if actor is not None and actor in named]


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _weights(words: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Return how much each word tells: what is rare in English and stands in few of the documents tells most."""
    spread = Counter(word for counts in words for word in counts)
    return {word: rarity(word) * log(1 + len(words) / count) for word, count in spread.items()}


def _bags(counts: Sequence[Mapping[str, int]], weights: Mapping[str, float], columns: int = _WORDS) -> Floats:
    """Return weighted words as rows of unit length."""
    bags = np.zeros((len(counts), columns), dtype=np.float32)
    for row, words in zip(bags, counts, strict=True):
        for word, count in words.items():
            row[crc32(word.encode()) % columns] += (1 + log(count)) * weights.get(word, 0.0)
    return _unit(bags)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def _held(keys: Sequence[Iterable[str]], columns: int) -> Floats:
    """Return which keys each row holds, as 0 and 1."""
    found = np.zeros((len(keys), columns), dtype=np.float32)
    for row, held in zip(found, keys, strict=True):
        for key in held:
            row[crc32(key.encode()) % columns] = 1.0
    return found


def _documents_alike(
    accounts: Sequence[Account], words: Sequence[Mapping[str, int]], weights: Mapping[str, float]
) -> dict[str, Floats]:
    bags = _bags(words, weights)
    alike = bags @ bags.T
    others = alike - np.diag(np.diag(alike))
    best = np.maximum(others.max(axis=1), 1e-3)
    standing = others / np.minimum(best[:, None], best[None, :])
    np.fill_diagonal(standing, 1.0)
    rows = _unit(others + np.diag(best))  # which documents each is near to
    vectors = _unit(np.stack([sum_of_vectors(account) for account in accounts]))
    names = [Counter(_NAME.findall(account.document.text)) for account in accounts]
    named = _bags([Counter(dict.fromkeys(one, 1)) for one in names], _weights(names))
    return {
        "document_words": alike,
        "document_standing": standing,
        "document_neighbours": rows @ rows.T,
        "document_cosine": vectors @ vectors.T,
        "document_names": named @ named.T,
    }


def _vectors(
    accounts: Sequence[Account], places: Mapping[tuple[DocumentId, Span], int], triggers: Sequence[Trigger]
) -> Floats:
    """Return the vectors of sentences, one row each; of one that has none, zeros."""
    held = {account.document.id: account.vectors for account in accounts}
    vectors = np.zeros((len(places), 384), dtype=np.float32)
    for one in triggers:
        if 0 <= one.passage < len(held[one.document]):
            numbers = np.frombuffer(held[one.document][one.passage], dtype="<f2").astype(np.float32)
            vectors[places[one.document, one.sentence], : len(numbers)] = numbers
    return vectors


def _of_sentences(texts: Sequence[str], weights: Mapping[str, float]) -> dict[str, Floats]:
    """Return the words, names and numbers of sentences."""
    return {
        "words": _bags([_counted(text) for text in texts], weights),
        "names": _held([_NAME.findall(text) for text in texts], _KEYS),
        "numbers": _held([_NUMBER.findall(text) for text in texts], _KEYS),
    }


def _actors_in(
    accounts: Sequence[Account], places: Sequence[tuple[DocumentId, Span]], actor_of: Mapping[MentionId, str]
) -> Floats:
    """Return the actors whom each sentence names."""
    of = {account.document.id: account.mentions for account in accounts}
    return _held(
        [[actor_of[m.id] for m in of[doc] if m.id in actor_of and span.contains(m.span)] for doc, span in places], _KEYS
    )


def _of_triggers(
    triggers: Sequence[Trigger],
    texts: Mapping[DocumentId, str],
    weights: Mapping[str, float],
    actor_of: Mapping[MentionId, str],
) -> dict[str, Floats]:
    beside = [_beside(one, texts[one.document]) for one in triggers]
    days = np.full((len(triggers), 2), np.nan, dtype=np.float32)
    for row, one in zip(days, triggers, strict=True):
        time = one.statement.time if one.statement else None
        if time is not None and time.start is not None and time.end is not None:
            row[:] = time.start.toordinal(), time.end.toordinal()
    agents, patients = (
        [_fillers(one, (name,), actor_of) for one in triggers] for name in (RoleName.AGENT, RoleName.PATIENT)
    )
    return {
        "beside": _bags(beside, weights, 2 * _FEW),
        "days": days,
        "agents": _held(agents, _FEW),
        "patients": _held(patients, _FEW),
        "parts": _held([_fillers(one, tuple(RoleName), actor_of) for one in triggers], _FEW),
        "told": np.array([one.statement is not None for one in triggers], dtype=np.float32),
        "real": np.array([_is_real(one) for one in triggers], dtype=np.float32),
        "denied": np.array(
            [one.statement is not None and one.statement.polarity is Polarity.NEGATIVE for one in triggers],
            dtype=np.float32,
        ),
        "several": np.array([one.span.of(texts[one.document]).lower().endswith("s") for one in triggers], np.float32),
        "place": np.array([one.span.start / 1000 for one in triggers], dtype=np.float32),
        "rarity": np.array([rarity(one.lemma) for one in triggers], dtype=np.float32),
    }


def _is_real(trigger: Trigger) -> bool:
    """Tell whether what a trigger tells is told as so, not as possible, foreseen or demanded."""
    return trigger.statement is None or trigger.statement.modality is Modality.ASSERTED


def _beside(trigger: Trigger, text: str) -> Counter[str]:
    """Return the words right before and after a trigger."""
    start, end = trigger.span.start, trigger.span.end
    before = _WORD.findall(text[max(0, start - _BESIDE) : start].lower())[-5:]
    return Counter([*before, *_WORD.findall(text[end : end + _BESIDE].lower())[:5]])


def _fillers(trigger: Trigger, names: Iterable[RoleName], actor_of: Mapping[MentionId, str]) -> list[str]:
    """Return who and what takes part: the actor where it is known, else the head word."""
    roles = trigger.statement.roles if trigger.statement else ()
    return [
        actor_of.get(role.mention, role.head) if role.mention else role.head for role in roles if role.name in names
    ]


def measure_pairs(material: Material, one: Rows, other: Rows) -> Floats:
    """Return the measures of pairs of triggers, one row a pair, the columns in the order of `MEASURES`.

    Args:
        material: What is known of the triggers.
        one: Of each pair the number of the one trigger.
        other: Of each pair the number of the other.
    """
    found = _words(material, one, other) | _sentences(material, one, other) | _parts(material, one, other)
    here, there = material.document[one], material.document[other]
    found |= {name: table[here, there] for name, table in material.likeness.items()}
    found["same_document"] = here == there
    return np.stack([np.asarray(found[name], dtype=np.float32) for name in MEASURES], axis=-1)


def _words(material: Material, one: Rows, other: Rows) -> dict[str, npt.NDArray[np.generic]]:
    lemmas = [trigger.lemma for trigger in material.triggers]
    rare = material.of_triggers["rarity"]
    pairs = [(lemmas[a], lemmas[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    known = {pair: _words_alike(*pair) for pair in set(pairs)}
    alike = np.array([known[pair] for pair in pairs], dtype=np.float32).reshape(-1, 4)
    return {
        "same_word": alike[:, 0],
        "same_root": alike[:, 1],
        "same_family": alike[:, 2],
        "first_letters": alike[:, 3],
        "rarer_word": np.maximum(rare[one], rare[other]),
        "commoner_word": np.minimum(rare[one], rare[other]),
    }


def _words_alike(one: str, other: str) -> tuple[float, float, float, float]:
    """Return whether two words are one, have one root, how many families they share, and the share of first letters."""
    letters = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        float(one == other),
        float(root(one) == root(other)),
        float(len(families(one) & families(other))),
        letters / max(len(one), len(other)),
    )


def _sentences(material: Material, one: Rows, other: Rows) -> dict[str, npt.NDArray[np.generic]]:
    here, there = material.sentence[one], material.sentence[other]
    held = material.of_sentences
    names, actors, numbers = held["names"], held["actors"], held["numbers"]
    numbered, shared = _any(numbers), _dot(numbers[here], numbers[there])
    named = actors.sum(axis=1)
    unknown = [
        np.minimum(_dot(names[sentence], 1 - material.known[material.document[reader]]), 3)
        for sentence, reader in ((here, other), (there, one))
    ]
    return {
        "cosine": _dot(held["vectors"][here], held["vectors"][there]),
        "sentence_words": _dot(held["words"][here], held["words"][there]),
        "names_shared": _dot(names[here], names[there]),
        "names_unknown": unknown[0] + unknown[1],
        "actors_shared": _dot(actors[here], actors[there]) / (1 + np.minimum(named[here], named[there])),
        "numbers_shared": shared,
        "other_numbers": numbered[here] & numbered[there] & (shared == 0),
    }


def _parts(material: Material, one: Rows, other: Rows) -> dict[str, npt.NDArray[np.generic]]:
    held = material.of_triggers
    agents, patients, days, beside = held["agents"], held["patients"], held["days"], held["beside"]
    same_agent = _dot(agents[one], agents[other]) > 0
    same_patient = _dot(patients[one], patients[other]) > 0
    acting, suffering = _any(agents), _any(patients)
    exchanged = (_dot(agents[one], patients[other]) + _dot(patients[one], agents[other])) > 0
    with np.errstate(invalid="ignore"):
        dated = ~np.isnan(days[one, 0]) & ~np.isnan(days[other, 0])
        meet = dated & (days[one, 0] <= days[other, 1]) & (days[other, 0] <= days[one, 1])
    return {
        "words_beside": _dot(beside[one], beside[other]),
        "same_agent": same_agent,
        "other_agent": acting[one] & acting[other] & ~same_agent,
        "same_patient": same_patient,
        "other_patient": suffering[one] & suffering[other] & ~same_patient,
        "strange_agents": _strange(held["doers"], one, other),
        "strange_patients": _strange(held["undergoers"], one, other),
        "parts_shared": _dot(held["parts"][one], held["parts"][other]),
        "exchanged": exchanged,
        "same_time": meet,
        "other_time": dated & ~meet,
        "other_mood": held["real"][one] != held["real"][other],
        "real_moods": held["real"][one] + held["real"][other],
        "other_polarity": held["denied"][one] != held["denied"][other],
        "other_ending": held["several"][one] != held["several"][other],
        "statements": held["told"][one] + held["told"][other],
        "places_in_text": np.abs(held["place"][one] - held["place"][other]),
    }


def _strange(held: Floats, one: Rows, other: Rows) -> npt.NDArray[np.bool_]:
    """Return where both sides name somebody and none of them is the same."""
    named = _any(held)
    return np.asarray(named[one] & named[other] & (_dot(held[one], held[other]) == 0))


def _any(held: Floats) -> npt.NDArray[np.bool_]:
    """Return which rows hold anything."""
    return np.asarray(held.sum(axis=1) > 0)


def _dot(one: Floats, other: Floats) -> Floats:
    """Return the products of rows, pair by pair."""
    return np.asarray(np.einsum("ij,ij->i", one, other), dtype=np.float32)
