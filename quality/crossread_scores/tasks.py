"""Scorecards that are more than comparing two exports: oppositions, copied passages made by script, disputed tolls."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from crossread_scores import corpora_stories
from crossread_scores.baselines import runs
from crossread_scores.exports import Export, Record, document, empty_export, place
from crossread_scores.scoring import overlap, share
from crossread_scores.systems import SystemAbsentError, shipped_encoder
from crossread_scores.task_answers import balanced


class _Cases(Protocol):
    @property
    def cases(self) -> Sequence[Any]: ...


# --- opposed -------------------------------------------------------------------------------------------------------


def measure_opposed(material: _Cases, opposes: Callable[[str, str], bool] | None) -> dict[str, float]:
    """Tell whether two texts oppose each other.

    Without a system everything is held to be what most pairs are: the majority.

    Returns:
        `accuracy`: share told rightly; `balanced`: mean of the shares of opposed and of other pairs told rightly;
        `pairs`.
    """
    told: list[tuple[bool, bool]] = []
    most = sum(item.opposed for item in material.cases) * 2 > len(material.cases)
    for item in material.cases:
        said = most if opposes is None else opposes(item.one, item.other)
        told.append((item.opposed, said == item.opposed))
    right = sum(ok for _, ok in told)
    return {"accuracy": share(right, len(told)), "balanced": balanced(told), "pairs": float(len(told))}


def opposes_by_score(one: str, other: str) -> bool:
    """Return what Crossread's function for two texts says.

    Raises:
        SystemAbsentError: If it cannot be loaded.
    """
    try:
        # Late, so that other scorecards run without it.
        from crossread.align.opposition import opposed  # noqa: PLC0415
    except ImportError as error:
        raise SystemAbsentError(f"crossread cannot set texts against one another: {error}") from error
    return opposed(one, other, shipped_encoder()).said


def opposes_as_case(system: Callable[[Sequence[Record]], Export], one: str, other: str) -> bool:
    """Return whether a case made of two texts holds a contested finding on both."""
    return _contested(system([document("one", one, source="One"), document("other", other, source="Other")]))


def _contested(export: Export) -> bool:
    return any(
        finding["verdict"] in {"contested", "updated"}
        and len({item["document"] for answer in finding["answers"] for item in answer["evidence"]}) > 1
        for finding in export["findings"]
    )


# --- copied passages -------------------------------------------------------------------------------------------------

_PASSAGE_WORDS = (40, 120)
_EDITS = ("none", "cut", "swapped", "thinned")


def edited_briefings(data: Path, pairs: int = 80) -> list[Export]:
    """Plant paragraphs of briefings in other briefings, as they are and edited by script: gold for reuse.

    Each case has two documents that share no run of eight words but for one planted paragraph of 40 to 120 words. A
    quarter of the paragraphs is planted unchanged, a quarter loses its second sentence, a quarter has two neighbouring
    words swapped in every twelve, a quarter loses every ninth word. Gold is the whole paragraph on both sides, but for
    a cut sentence. Lists and paragraphs with quotation marks are left out: quoting the same speech is no copying. The
    same data give the same cases.
    """
    texts = [record for record in corpora_stories.read_briefings(data) if 150 < len(record["text"].split()) < 1500]
    cases: list[Export] = []
    for early, late in pairwise(texts):
        if len(cases) >= pairs:
            break
        if set(runs(early["text"])) & set(runs(late["text"])):
            continue
        case = _planted(early, late, _EDITS[len(cases) % len(_EDITS)], len(cases))
        if case is not None:
            cases.append(case)
    return cases


def _planted(early: Record, late: Record, edit: str, number: int) -> Export | None:
    passage = next((p for p in _passages(early["text"]) if not set(runs(p[0])) & set(runs(late["text"]))), None)
    if passage is None:
        return None
    words, start = passage
    copy = _EDITORS[edit](words)
    cut = late["text"].find("\n", len(late["text"]) // 2)
    at = len(late["text"]) if cut < 0 else cut
    host = late["text"][:at] + "\n\n" + copy + "\n\n" + late["text"][at:]
    source, target = (
        document(f"{number}a", early["text"], published="2023-01-01"),
        document(f"{number}b", host, published="2023-02-01"),
    )
    case = empty_export([source, target])
    case["links"] = [
        _planted_link(f"{number}.{part}", (target["id"], at + 2 + copied), (source["id"], start + origin), length)
        for part, (copied, origin, length) in enumerate(_kept(words, copy, edit))
    ]
    return case


def _kept(words: str, copy: str, edit: str) -> list[tuple[int, int, tuple[int, int]]]:
    """Return (place in the copy, in the original, lengths in both) of what was kept: both sides of a cut, else all."""
    first = re.split(r"(?<=[.!?]) +", words)[0]
    rest = copy[len(first) :].lstrip()
    if edit != "cut" or not rest or not words.endswith(rest):
        return [(0, 0, (len(copy), len(words)))]
    return [
        (0, 0, (len(first), len(first))),
        (len(copy) - len(rest), len(words) - len(rest), (len(rest), len(rest))),
    ]


def _planted_link(key: str, copy: tuple[str, int], origin: tuple[str, int], lengths: tuple[int, int]) -> Record:
    return {
        "id": key,
        "kind": "reuses",
        "a": copy[0],
        "b": origin[0],
        "score": 1.0,
        "reasons": [],
        "by": "gold",
        "span_a": [copy[1], copy[1] + lengths[0]],
        "span_b": [origin[1], origin[1] + lengths[1]],
    }


def _passages(text: str) -> list[tuple[str, int]]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        words = match[0].strip()
        # Prose only; and two documents that quote the same speech have not copied one another.
        if words.startswith("-") or any(sign in words for sign in '"\u201c\u201d'):
            continue
        if _PASSAGE_WORDS[0] <= len(words.split()) <= _PASSAGE_WORDS[1]:
            found.append((words, match.start() + match[0].index(words)))
    return found


def _cut(words: str) -> str:
    sentences = re.split(r"(?<=[.!?]) +", words)
    return " ".join(sentences[:1] + sentences[2:]) if len(sentences) > 2 else _thinned(words)


def _swapped(words: str) -> str:
    parts = words.split(" ")
    for i in range(5, len(parts) - 1, 12):
        parts[i], parts[i + 1] = parts[i + 1], parts[i]
    return " ".join(parts)


def _thinned(words: str) -> str:
    return " ".join(word for i, word in enumerate(words.split(" "), 1) if i % 9)


_EDITORS: dict[str, Callable[[str], str]] = {
    "none": lambda words: words,
    "cut": _cut,
    "swapped": _swapped,
    "thinned": _thinned,
}


def crossread_reuse(documents: Sequence[Record]) -> Export:
    """Run Crossread's stage that finds reuse, alone: it needs no other layer.

    Raises:
        SystemAbsentError: If it cannot be imported.
    """
    try:
        # Late, so that other scorecards run without it.
        from crossread.align.reuse import find_reuse  # noqa: PLC0415
        from crossread.model.account import Account  # noqa: PLC0415
        from crossread.model.document import Document  # noqa: PLC0415
        from crossread.model.value import PartialDate  # noqa: PLC0415
        from crossread.show.export.records import link_record  # noqa: PLC0415
    except ImportError as error:
        raise SystemAbsentError(f"crossread cannot find reuse: {error}") from error
    made = [
        Document.named(
            r["path"],
            r["text"],
            sha256=r["sha256"],
            published=PartialDate.parse(r["published"]) if r["published"] else None,
        )
        for r in documents
    ]
    names = {item.id: record["id"] for item, record in zip(made, documents, strict=True)}
    export = empty_export(documents, "crossread")
    for link in find_reuse([Account(item) for item in made]).found:
        record: Record = dict(link_record(link))
        export["links"].append(record | {"a": names[link.a], "b": names[link.b]})  # type: ignore[index]
    return export


# --- disputed tolls --------------------------------------------------------------------------------------------------

_DEATH = re.compile(r"\b(?:kill\w*|dead|die[ds]?|death\w*|slain|fatal\w*|toll|shot|slain|casualt\w+)\b", re.IGNORECASE)


def measure_tolls(material: _Cases, system: Callable[[Sequence[Record]], Export]) -> dict[str, float]:
    """Read the headlines of one event as accounts, and compare the bounds of the deaths told with the coded low and
    high.

    The bounds that a system tells are the least low and the greatest high of its figures: those that stand in the
    evidence of the finding on the toll, of an updated toll the last. That is the finding of kind `figure` whose
    question asks for deaths and that most headlines stand behind, of these the one with the greatest number: others
    tell of parts ("two commandos die in fire"). For a system without findings it is the first figure of each headline.

    Returns:
        `both_bounds`: share of events with both bounds right; `low`, `high`: share with that bound right, in percent;
        `events`; `disputed`: share with both right among those whose low and high differ; `readable`: among those whose
        coded low and high both stand in the headlines (coders read more than headlines).
    """
    right: list[tuple[bool, bool, bool, bool]] = []
    for item in material.cases:
        documents = [
            document(f"h{k}", words, published=day, source=office)
            for k, (office, day, words) in enumerate(item["articles"])
        ]
        low, high = told_bounds(system(documents))
        told = numbers_in(" ".join(words for _, _, words in item["articles"]))
        there = item["low"] in told and item["high"] in told
        right.append((low == item["low"], high == item["high"], item["low"] != item["high"], there))
    disputed = [low and high for low, high, differ, _ in right if differ]
    readable = [low and high for low, high, _, there in right if there]
    return {
        "both_bounds": share(sum(low and high for low, high, _, _ in right), len(right)),
        "readable": share(sum(readable), len(readable)),
        "low": share(sum(row[0] for row in right), len(right)),
        "high": share(sum(row[1] for row in right), len(right)),
        "disputed": share(sum(disputed), len(disputed)),
        "events": float(len(right)),
        "events_readable": float(len(readable)),
    }


_SLUG = re.compile(r"\b[A-Z]{4,} \d+-")
"""The version that an agency puts before a headline: "UPDATE 2-Three hurt in fire"."""
_SPELLED = "one two three four five six seven eight nine ten eleven twelve".split()


def numbers_in(words: str) -> set[int]:
    """Return the whole numbers that stand in headlines, in digits or spelled out up to twelve.

    Examples:
        >>> sorted(numbers_in("Two dead, 13 hurt; toll 1,204"))
        [2, 13, 1204]
        >>> sorted(numbers_in("UPDATE 2-Three hurt in fire"))
        [3]
    """
    lower = _SLUG.sub("", words).lower()
    digits = {int(match.replace(",", "")) for match in re.findall(r"\d+(?:,\d{3})*", lower)}
    return digits | {value for value, word in enumerate(_SPELLED, 1) if re.search(rf"\b{word}\b", lower)}


def first_numbers(documents: Sequence[Record]) -> Export:
    """Take the first number of each headline, in digits or spelled out up to twelve: the trivial baseline."""
    export = empty_export(documents, "first number")
    pattern = re.compile(r"\d+(?:,\d{3})*|\b(?:" + "|".join(_SPELLED) + r")\b", re.IGNORECASE)
    for item in documents:
        match = pattern.search(item["text"])
        if match:
            value = min(numbers_in(match[0]))
            export["figures"].append(place(item["id"], item["id"], *match.span()) | {"low": value, "high": value})
    return export


def told_bounds(export: Export) -> tuple[float | None, float | None]:
    """Return the least low and the greatest high of the deaths that an export tells of; None where it tells none."""
    if export["findings"] or export["generator"]["name"] == "crossread":
        figures = _toll_figures(export)
    else:
        first: dict[str, Record] = {}
        for record in export["figures"]:
            first.setdefault(record["document"], record)
        figures = list(first.values())
    lows = [
        bound
        for record in figures
        if (bound := record["low"] if record["low"] is not None else record["high"]) is not None
    ]
    highs = [
        bound
        for record in figures
        if (bound := record["high"] if record["high"] is not None else record["low"]) is not None
    ]
    return min(lows, default=None), max(highs, default=None)


def _toll_figures(export: Export) -> list[Record]:
    published = {record["id"]: record["published"] or "" for record in export["documents"]}
    asking = [f for f in export["findings"] if f["kind"] == "figure" and _DEATH.search(f["question"])]
    evidence = max(
        ([item for answer in _standing(finding, published) for item in answer["evidence"]] for finding in asking),
        key=lambda items: (len({item["document"] for item in items}), _greatest(export, items)),
        default=[],
    )
    return _figures_at(export, evidence)


def _greatest(export: Export, evidence: Sequence[Record]) -> float:
    """Return the greatest number in some evidence, 0 where it has none."""
    bounds = (record[end] for record in _figures_at(export, evidence) for end in ("low", "high"))
    return max((bound for bound in bounds if bound is not None), default=0.0)


def _figures_at(export: Export, evidence: Sequence[Record]) -> list[Record]:
    """Return the figures that stand in some evidence."""
    return [
        r
        for r in export["figures"]
        if any(e["document"] == r["document"] and overlap(e["span"], r["number"]) for e in evidence)
    ]


def _standing(finding: Record, published: Mapping[str, str]) -> list[Record]:
    """Return the answers that stand: all, or where a toll was updated, the one told last."""
    answers: list[Record] = finding["answers"]
    if finding["verdict"] != "updated":
        return answers
    return [max(answers, key=lambda answer: max(published[item["document"]] for item in answer["evidence"]))]
