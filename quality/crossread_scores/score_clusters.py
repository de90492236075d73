"""Actors across documents, statements that tell of the same happening: found clusters beside gold, by CoNLL F1."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crossread_scores.coreference import Clusters, by_key, figures_of
from crossread_scores.corpora_clusters import Marked, Story
from crossread_scores.exports import Export, Record
from crossread_scores.scoring import one_to_one, overlap, share

Place = tuple[str, tuple[int, int]]
"""A document and a span of it."""
Sort = Callable[[Export, Sequence["Named"]], Mapping[Place, Hashable]]
"""Sorts found mentions of a case: gives each a key, equal keys for the same thing."""


@dataclass(frozen=True, slots=True)
class Named:
    """A found mention: where, its head, and the record that it comes from."""

    place: Place
    head: tuple[int, int]
    record: Record


def found_actors(export: Export) -> list[Named]:
    """Return the mentions of actors."""
    return [Named((one["document"], _pair(one["span"])), _pair(one["head"]), one) for one in export["mentions"]]


def found_names(export: Export) -> list[Named]:
    """Return the mentions of actors by a name."""
    return [one for one in found_actors(export) if one.record["form"] in {"name", "acronym"}]


def found_triggers(export: Export) -> list[Named]:
    """Return the triggers of statements, each place once."""
    places = {(one["document"], _pair(one["trigger"]["span"])): one for one in reversed(export["statements"])}
    return [Named(place, place[1], one) for place, one in sorted(places.items(), key=lambda item: item[0])]


def _pair(span: Sequence[int]) -> tuple[int, int]:
    return span[0], span[1]


def by_actor(_export: Export, found: Sequence[Named]) -> dict[Place, Hashable]:
    """Sort mentions by the actor that Crossread holds them to be; one of nobody stands alone."""
    return {one.place: one.record.get("actor") or one.place for one in found}


def by_link(export: Export, found: Sequence[Named]) -> dict[Place, Hashable]:
    """Sort triggers by the links between statements."""
    parent: dict[str, str] = {one["id"]: one["id"] for one in export["statements"]}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for link in export["links"]:
        if link["kind"] == "same_statement":
            parent[root(link["a"])] = root(link["b"])
    return {one.place: root(one.record["id"]) for one in found}


def found_happenings(export: Export) -> list[Named]:
    """Return the words that tell of a happening: triggers of statements, and what links hold to tell of one happening.

    A word that is neither is in no link, and stands alone wherever it is measured.
    """
    named = {one.place: one for one in found_triggers(export)}
    for link in export["links"]:
        if link["kind"] == "same_happening":
            for end in ("a", "b"):
                span = _pair(link[f"span_{end}"])
                named.setdefault((link[end], span), Named((link[end], span), span, link))
    return [named[place] for place in sorted(named)]


def by_happening(export: Export, found: Sequence[Named]) -> dict[Place, Hashable]:
    """Sort words by the links that hold them to tell of one happening."""
    parent: dict[Place, Place] = {one.place: one.place for one in found}

    def root(place: Place) -> Place:
        while parent.setdefault(place, place) != place:
            parent[place] = place = parent[parent[place]]
        return place

    for link in export["links"]:
        if link["kind"] == "same_happening":
            ends = [root((link[end], _pair(link[f"span_{end}"]))) for end in ("a", "b")]
            parent[ends[0]] = ends[1]
    return {one.place: root(one.place) for one in found}


def by_head_lemma(export: Export, found: Sequence[Named]) -> dict[Place, Hashable]:
    """Sort mentions by the lemma of their head word: the trivial baseline."""
    text = {one["id"]: one["text"] for one in export["documents"]}
    return {one.place: lemma(text[one.place[0]][slice(*one.head)]) for one in found}


_PARTICLES = frozenset("in into out up down off on over away back of to for from with by at about".split())


@cache
def lemma(words: str) -> str:
    """Return the lemma of the head of a few words: the last word, particles apart; the verb where there is one.

    Examples:
        >>> lemma("was killed"), lemma("checked into"), lemma("Dock Workers")
        ('kill', 'check', 'worker')
    """
    from lemminflect import getAllLemmas  # noqa: PLC0415 - heavy

    parts = re.findall(r"\w+", words.lower()) or [words.lower()]
    while len(parts) > 1 and parts[-1] in _PARTICLES:
        parts.pop()
    known = getAllLemmas(parts[-1])
    return str(next((known[tag][0] for tag in ("VERB", "NOUN") if known.get(tag)), parts[-1]))


@dataclass(frozen=True, slots=True)
class Sorter:
    """A system under measure: what reads documents, which of its records are mentions, and how it sorts them."""

    read: Callable[[Sequence[Record]], Export]
    find: Callable[[Export], list[Named]]
    sort: Sort

    def sorted(self, story: Story) -> tuple[list[Named], Mapping[Place, Hashable]]:
        """Return the mentions that stand where gold was marked, and their keys."""
        export = self.read(story.documents)
        mentions = [one for one in self.find(export) if _is_inside(one.place[0], one.head, story)]
        return mentions, self.sort(export, mentions)


def measure_found(stories: Sequence[Story], sorter: Sorter) -> dict[str, float]:
    """Measure clusters of found mentions; clusters of one are left out on both sides."""
    return figures_of([sides(story, *sorter.sorted(story)) for story in stories], singletons=False)


def score_listed_actors(gold: Sequence[Export], found: Sequence[Export]) -> dict[str, float]:
    """Measure clusters of the mentions that meet one of gold's, which marks the actors that an event's sheet lists.

    Found mentions of others have no gold and are left aside; `recall` is the share of gold's mentions that are met.
    """
    pairs, met, whole = [], 0, 0
    for case, export in zip(gold, found, strict=True):
        marked = tuple(
            Marked(one["document"], _pair(one["span"]), one["actor"] or one["id"]) for one in case["mentions"]
        )
        texts = tuple(case["documents"])
        story = Story("", texts, marked, {one["id"]: ((0, len(one["text"])),) for one in texts})
        mentions = found_actors(export)
        known = paired(marked, mentions)
        mentions = [one for one in mentions if one.place in known]
        pairs.append(sides(story, mentions, by_actor(export, mentions)))
        met, whole = met + len(known), whole + len(marked)
    return figures_of(pairs, singletons=False) | {"recall": share(met, whole)}


def measure_given(stories: Sequence[Story], sorter: Sorter | None) -> dict[str, float]:
    """Measure clusters of gold's mentions: each is sorted as what was found in its place; one unread stands alone.

    Without a sorter they are sorted by the lemma of their head, the trivial baseline.
    """
    if sorter is None:
        return _given_baseline(stories)
    return figures_of([given_sides(story, *sorter.sorted(story)) for story in stories], singletons=True)


def _given_baseline(stories: Sequence[Story]) -> dict[str, float]:
    pairs = []
    for story in stories:
        marked = _counting(story)
        text = {one["id"]: one["text"] for one in story.documents}
        keys: dict[Hashable, Hashable] = {
            (one.document, one.span): lemma(text[one.document][slice(*one.span)]) for one in marked
        }
        pairs.append((_gold(marked), by_key(keys)))
    return figures_of(pairs, singletons=True)


def sides(story: Story, found: Sequence[Named], keys: Mapping[Place, Hashable]) -> tuple[Clusters, Clusters]:
    """Return gold and found clusters, found mentions under the place of the gold mention that they are.

    What was found in the place of gold of another kind is left aside.
    """
    marked = [one for one in story.marked if _is_inside(one.document, one.span, story)]
    met = paired(marked, found)
    named: dict[Hashable, Hashable] = {}
    for one in found:
        gold = met.get(one.place)
        if gold is None or gold.counts:
            named[(gold.document, gold.span) if gold else ("found", *one.place)] = keys[one.place]
    return _gold([one for one in marked if one.counts]), by_key(named)


def given_sides(story: Story, found: Sequence[Named], keys: Mapping[Place, Hashable]) -> tuple[Clusters, Clusters]:
    """Return gold clusters, and the same mentions sorted as what was found in their place."""
    marked = _counting(story)
    met = {(gold.document, gold.span): keys[place] for place, gold in paired(marked, found).items()}
    return _gold(marked), by_key(
        {place: met.get(place, place) for place in ((one.document, one.span) for one in marked)}
    )


def paired(marked: Sequence[Marked], found: Sequence[Named]) -> dict[Place, Marked]:
    """Return for each found mention the gold mention that it is: its head lies in it; the likest extents go first."""
    gold_of: dict[str, list[Marked]] = {}
    found_of: dict[str, list[Named]] = {}
    for gold in marked:
        gold_of.setdefault(gold.document, []).append(gold)
    for one in found:
        found_of.setdefault(one.place[0], []).append(one)
    met = {}
    for name, here in gold_of.items():
        there = found_of.get(name, [])
        for i, j in one_to_one(here, there, _likeness):
            met[there[j].place] = here[i]
    return met


def _likeness(gold: Marked, found: Named) -> float:
    """Return the Dice of two extents; 0 where the found head lies outside gold."""
    if not overlap(gold.span, found.head):
        return 0.0
    whole = gold.span[1] - gold.span[0] + found.place[1][1] - found.place[1][0]
    return 2 * overlap(gold.span, found.place[1]) / whole


def _counting(story: Story) -> list[Marked]:
    """Return the mentions of gold that are measured."""
    return [one for one in story.marked if one.counts and _is_inside(one.document, one.span, story)]


def _gold(marked: Sequence[Marked]) -> Clusters:
    """Return gold's clusters."""
    return by_key({(one.document, one.span): one.cluster for one in marked})


def _is_inside(name: str, span: Sequence[int], story: Story) -> bool:
    """Tell whether a span lies in a stretch that was marked."""
    return any(start <= span[0] and span[1] <= end for start, end in story.stretches.get(name, ()))
