"""Statements read off a document beside gold: stretches of accounts, happenings of MEANTIME."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from crossread_scores.exports import Export, Record, empty_export, place
from crossread_scores.scoring import Counts, by_document, exact, one_to_one, overlap, words

Span = tuple[int, int]


def score_stretches(gold: Export, found: Export) -> dict[str, float]:
    """Score the statements that stand in the stretches which answer a question of an event.

    `covered`: stretches with a trigger, or within a statement. `extent`: mean Dice, in words, of a stretch and the
    likest of those statements. `actors`, `figures`, `dates`: of the actors (pronouns apart), figures and time
    expressions that gold marks in covered stretches, how many a statement of the stretch holds: actors in a role.
    """
    texts = {record["id"]: record["text"] for record in gold["documents"]}
    told, spans = by_document(found["statements"]), _spans(found)
    marked = {layer: by_document(gold[layer]) for layer in ("mentions", "figures", "dates")}
    totals = {name: Counts() for name in ("covered", "actors", "figures", "dates")}
    extents = []
    for stretch in gold["statements"]:
        name, span = stretch["document"], stretch["span"]
        inside = [
            one for one in told.get(name, ()) if overlap(one["trigger"]["span"], span) or _within(span, one["span"])
        ]
        totals["covered"] += Counts(bool(inside), 1, 1)
        if not inside:
            continue
        extents.append(max(_dice(texts[name], span, one["span"]) for one in inside))
        held = {
            "actors": [filler for one in inside for fillers in _roles(one, spans).values() for filler in fillers],
            "figures": [spans[key] for one in inside for key in one["figures"]],
            "dates": [spans[key] for one in inside for key in one["dates"]],
        }
        for layer, counts in (("mentions", "actors"), ("figures", "figures"), ("dates", "dates")):
            for record in marked[layer].get(name, ()):
                if _within(record["span"], span) and record.get("form") != "pronoun":
                    right = any(overlap(record["span"], other) for other in held[counts])
                    totals[counts] += Counts(right, 1, 1)
    figures = {name: counts.recall for name, counts in totals.items()}
    return figures | {"extent": 100 * sum(extents) / len(extents) if extents else 0.0}


def _dice(text: str, one: Sequence[int], other: Sequence[int]) -> float:
    a, b = words(text, [one]), words(text, [other])
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _within(one: Sequence[int], other: Sequence[int]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _spans(export: Export) -> dict[str, Span]:
    """Return where mentions, figures and dates stand."""
    return {
        record["id"]: (record["span"][0], record["span"][1])
        for layer in ("mentions", "figures", "dates")
        for record in export[layer]
    }


def _roles(statement: Record, spans: Mapping[str, Span]) -> dict[str, list[Span]]:
    """Return where the fillers of each role stand: each is a mention, a span, or a list of these."""
    found = {}
    for name, filler in statement["roles"].items():
        one = isinstance(filler, str) or (len(filler) == 2 and isinstance(filler[0], int))
        found[name] = [
            spans[item] if isinstance(item, str) else (item[0], item[1]) for item in ([filler] if one else filler)
        ]
    return found


AGENT, PATIENT = ("agent", "cause"), ("patient", "topic", "attribute")


def score_happenings(gold: Export, found: Export) -> dict[str, float]:
    """Score triggers and participants where gold marks every happening with PropBank's roles.

    `trigger`: F1 of triggers that overlap, one to one. Of pairs: `agent` (Arg0) and `patient` (Arg1) F1 of participants
    where the found filler overlaps gold's; `negative` F1 of what is said not to be; `unsure` F1 of what is said to be
    possible or to come. What is found outside the sentences that were marked is left aside.
    """
    spans = _spans(found)
    stretches = {one["id"]: one["stretches"] for one in gold["documents"]}
    told = by_document(
        one
        for one in found["statements"]
        if any(_within(one["trigger"]["span"], s) for s in stretches[one["document"]])
    )
    totals = {name: Counts() for name in ("trigger", "agent", "patient", "negative", "unsure")}
    for name, marked in by_document(gold["statements"]).items():
        here = told.pop(name, [])
        pairs = one_to_one(marked, here, lambda a, b: overlap(a["trigger"]["span"], b["trigger"]["span"]))
        totals["trigger"] += Counts(len(pairs), len({tuple(one["trigger"]["span"]) for one in here}), len(marked))
        for i, j in pairs:
            for role, counts in _compared(marked[i], here[j], _roles(here[j], spans)):
                totals[role] += counts
    totals["trigger"] += Counts(0, sum(map(len, told.values())), 0)
    return {name: counts.f1 for name, counts in totals.items()}


def _compared(gold: Record, found: Record, roles: Mapping[str, list[Span]]) -> Iterator[tuple[str, Counts]]:
    for role, names in (("agent", AGENT), ("patient", PATIENT)):
        there = [span for name in names for span in roles.get(name, ())]
        met = one_to_one(gold[role], there, overlap)
        known = any(gold["participants"])  # gold names no participants that are things
        yield role, Counts(len(met), len(there) if known else 0, len(gold[role]))
    yield (
        "negative",
        exact([0] if gold["polarity"] == "negative" else [], [0] if found["polarity"] == "negative" else []),
    )
    unsure = found["modality"] in {"hypothetical", "predicted", "demanded"}
    yield "unsure", exact([0] if gold["unsure"] else [], [0] if unsure else [])


_SENTENCE = re.compile(r"[^.!?\n]+")
_VERBLIKE = re.compile(r"\b\w+(?:ed|ing)\b")
_NAME = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*")


def verblike(documents: Sequence[Record]) -> Export:
    """Find statements trivially: words in -ed and -ing, the name before as agent, the name after as patient."""
    export = empty_export(documents, "verblike")
    for record in documents:
        for sentence in _SENTENCE.finditer(record["text"]):
            names = [(match.start(), match.end()) for match in _NAME.finditer(record["text"], *sentence.span())]
            for match in _VERBLIKE.finditer(record["text"], *sentence.span()):
                before = [span for span in names if span[1] <= match.start()][-1:]
                after = [span for span in names if span[0] >= match.end()][:1]
                key = f"{record['id']}.{match.start()}"
                export["statements"].append(
                    place(key, record["id"], *sentence.span())
                    | {
                        "trigger": {"span": [*match.span()], "lemma": match[0]},
                        "roles": {n: [*s[0]] for n, s in (("agent", before), ("patient", after)) if s},
                        "polarity": "positive",
                        "modality": "asserted",
                        "figures": [],
                        "dates": [],
                    }
                )
    return export
