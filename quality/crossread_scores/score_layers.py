"""Scorers of the layers that are read off one document: dates, figures, quotations, attributions.

Each takes two exports in the shape of EXPORT.md over the same documents (same document ids and texts): gold and found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crossread_scores.scoring import (
    Counts,
    Record,
    by_document,
    exact,
    one_to_one,
    overlap,
    share,
    soft,
    total_overlap,
    trim,
    words,
)

Export = Mapping[str, Any]


def texts(export: Export) -> dict[str, str]:
    """Return the text of each document."""
    return {document["id"]: document["text"] for document in export["documents"]}


def _share_of(name: str, right: Sequence[bool]) -> dict[str, float]:
    """Return the share of right ones under its name; nothing where gold has none to ask for."""
    return {name: share(sum(right), len(right))} if right else {}


def span_pairs(gold: Sequence[Record], found: Sequence[Record], key: str = "span") -> list[tuple[Record, Record]]:
    """Pair records of one document by best overlap of their spans, one to one."""
    pairs = one_to_one(gold, found, lambda g, f: float(overlap(g[key], f[key])))
    return [(gold[i], found[j]) for i, j in pairs]


def score_dates(gold: Export, found: Export) -> dict[str, float]:
    """Score time expressions as TempEval-3 does (UzZaman and others 2013).

    Returns:
        `relaxed`: F1 of expressions that overlap, one to one; `strict`: F1 of equal spans; `value` and `type`: relaxed
        F1 in which a pair counts only where value (or type) is equal; precision and recall of relaxed.
    """
    text, a, b = texts(gold), by_document(gold["dates"]), by_document(found["dates"])
    relaxed = strict = value = kind = Counts()
    for document in text:
        g, f = a.get(document, []), b.get(document, [])
        pairs = span_pairs(g, f)
        size = (len(f), len(g))
        relaxed += Counts(len(pairs), *size)
        strict += Counts(sum(x["span"] == y["span"] for x, y in pairs), *size)
        value += Counts(sum(x["value"] == y["value"] for x, y in pairs), *size)
        kind += Counts(sum(x["type"] == y["type"] for x, y in pairs), *size)
    return {
        "relaxed": relaxed.f1,
        "strict": strict.f1,
        "value": value.f1,
        "type": kind.f1,
        "precision": relaxed.precision,
        "recall": relaxed.recall,
    }


def score_figures(gold: Export, found: Export) -> dict[str, float]:
    """Score quantities.

    Two figures match where their numerals overlap, one to one.

    Returns:
        `span`: F1 of matched figures; `value`: F1 where a pair counts only with equal low and high; `unit`: with equal
        low, high and unit; `hedge`: with equal low, high and approximation; `counted`: share of matched figures that
        count something in gold and whose counted words overlap; precision and recall of span.
    """
    text, a, b = texts(gold), by_document(gold["figures"]), by_document(found["figures"])
    span = value = unit = hedge = Counts()
    counted: list[bool] = []
    for document in text:
        g, f = a.get(document, []), b.get(document, [])
        pairs, size = span_pairs(g, f, "number"), (len(f), len(g))
        equal = [(x, y) for x, y in pairs if same_number(x, y)]
        span += Counts(len(pairs), *size)
        value += Counts(len(equal), *size)
        unit += Counts(sum(x["unit"] == y["unit"] for x, y in equal), *size)
        hedge += Counts(sum(x["approximation"] == y["approximation"] for x, y in equal), *size)
        counted += [_counts_same(x, y) for x, y in pairs if x["counted"]]
    return {
        "span": span.f1,
        "value": value.f1,
        "unit": unit.f1,
        "hedge": hedge.f1,
        **_share_of("counted", counted),
        "precision": span.precision,
        "recall": span.recall,
    }


def same_number(a: Record, b: Record) -> bool:
    """Tell whether two figures have the same bounds, to six digits."""
    return all(_close(a[bound], b[bound]) for bound in ("low", "high"))


def _close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def _counts_same(gold: Record, found: Record) -> bool:
    return bool(found["counted"]) and overlap(gold["counted"]["span"], found["counted"]["span"]) > 0


def score_quotations(gold: Export, found: Export) -> dict[str, float]:
    """Score words in quotation marks and their speakers.

    A stretch is right where it is equal to a gold one but for punctuation and white space at its ends. A speaker is
    right where the words named overlap any mention of the gold speaker, or are one of the names of the gold speaker.

    Returns:
        `span`: F1 of stretches; `overlap`: soft F1 of stretches by words; `speaker`: share of gold quotations with a
        known speaker for which the overlapping quotation names the right one (one not found counts as wrong); `cue`:
        the same for the words that introduce them; precision and recall of span.
    """
    text, a, b = texts(gold), by_document(gold["quotations"]), by_document(found["quotations"])
    span = loose = Counts()
    speakers: list[bool] = []
    cues: list[bool] = []
    judge = SpeakerJudge(gold)
    for document, words_of in text.items():
        g, f = a.get(document, []), b.get(document, [])
        span += exact(*({trim(words_of, s) for record in records for s in record["spans"]} for records in (g, f)))
        stretches = [[words(words_of, [s]) for record in records for s in record["spans"]] for records in (g, f)]
        loose += soft(*([s for s in side if s] for side in stretches))
        matched = dict(one_to_one(g, f, lambda x, y: float(total_overlap(x["spans"], y["spans"]))))
        for i, record in enumerate(g):
            other = f[matched[i]] if i in matched else None
            if judge.knows(record["speaker"]):
                speakers.append(other is not None and judge.right(document, record["speaker"], other["speaker"]))
            if record["cue"]:
                cues.append(other is not None and _overlaps(record["cue"], other["cue"]))
    return {
        "span": span.f1,
        "overlap": loose.f1,
        **_share_of("speaker", speakers),
        **_share_of("cue", cues),
        "precision": span.precision,
        "recall": span.recall,
    }


def _overlaps(gold: Record, found: Record | None) -> bool:
    return found is not None and bool(found["span"]) and overlap(gold["span"], found["span"]) > 0


class SpeakerJudge:
    """Tells whether the words that a system names as a speaker are the gold speaker."""

    def __init__(self, gold: Export) -> None:
        """Collect where each gold actor is mentioned and what it is called."""
        self._texts = texts(gold)
        self._spans: dict[tuple[str, str], list[list[int]]] = {}
        for mention in gold["mentions"]:
            self._spans.setdefault((mention["document"], mention["actor"]), []).append(mention["span"])
        self._names = {
            actor["id"]: {_plain(name) for name in [actor["name"], *actor["names"]]} for actor in gold["actors"]
        }

    def knows(self, speaker: Record | None) -> bool:
        """Tell whether gold names a speaker, and in which words."""
        return speaker is not None and speaker["span"] is not None

    def right(self, document: str, gold: Record, found: Record | None) -> bool:
        """Tell whether `found` is the speaker `gold` of `document`."""
        if found is None or not (found.get("span") or found.get("text")):
            return False
        spans = list(self._spans.get((document, gold["actor"]), [])) if gold["actor"] else []
        if gold["span"] is not None:
            spans.append(gold["span"])
        if found.get("span") and any(overlap(span, found["span"]) for span in spans):
            return True
        return bool(gold["actor"]) and _plain(found.get("text") or "") in self._names.get(gold["actor"], set())


def _plain(name: str) -> str:
    return " ".join(name.lower().removeprefix("the ").split())


def score_claims(gold: Export, found: Export) -> dict[str, float]:
    """Score attributions where gold marks claims only: what someone wants, backs or opposes is left aside."""
    claims = [record for record in found["attributions"] if record["kind"] != "attitude"]
    return score_attributions(gold, {**found, "attributions": claims})


def score_attributions(gold: Export, found: Export) -> dict[str, float]:
    """Score indirect speech: content, source and cue.

    Returns:
        `content`: soft F1 of content by words (as Citron's overlap); `content_exact`: F1 of equal content but for
        punctuation; `source`: F1 of pairs matched by content whose source is right (overlap, or a name of the gold
        actor), over all that have a source; `cue`: F1 of pairs whose cues overlap; `source_given_content`: share of
        matched pairs with a gold source whose source is right.
    """
    text, a, b = texts(gold), by_document(gold["attributions"]), by_document(found["attributions"])
    content = equal = source = cue = Counts()
    given: list[bool] = []
    judge = SpeakerJudge(gold)
    for document, body in text.items():
        g, f = a.get(document, []), b.get(document, [])
        g_words, f_words = ([words(body, record["content"]) for record in records] for records in (g, f))
        content += soft([w for w in g_words if w], [w for w in f_words if w])
        equal += exact({frozenset(w) for w in g_words if w}, {frozenset(w) for w in f_words if w})
        pairs = one_to_one(g_words, f_words, lambda x, y: float(len(x & y)))
        sources = [
            judge.right(document, g[i]["source"], f[j]["source"]) for i, j in pairs if judge.knows(g[i]["source"])
        ]
        cues = [_overlaps(g[i]["cue"], f[j]["cue"]) for i, j in pairs if g[i]["cue"]]
        source += Counts(
            sum(sources), sum(judge.knows(x["source"]) for x in f), sum(judge.knows(x["source"]) for x in g)
        )
        cue += Counts(sum(cues), sum(bool(x["cue"]) for x in f), sum(bool(x["cue"]) for x in g))
        given += sources
    return {
        "content": content.f1,
        "content_exact": equal.f1,
        "source": source.f1,
        "cue": cue.f1,
        **_share_of("source_given_content", given),
        "precision": content.precision,
        "recall": content.recall,
    }
