"""Runs of words that two accounts share outside copies and common utterances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from crossread_scores.layout import VOICES
from crossread_scores.marks import MarkedText

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
RUN = 8  # words: the limit of accounts/README.md


def shared_runs(texts: Mapping[str, MarkedText]) -> Iterator[tuple[str, str, str]]:
    """Yield (outlet, other outlet, words) for each run of eight words or more that two accounts share.

    Words inside `copy` marks of an id that both accounts have, and inside `q` and `att` marks of an utterance
    that both give, do not count: they break the run.
    """
    words = {name: _words(text) for name, text in texts.items()}
    for a, b in combinations(sorted(texts), 2):
        common = _keys(texts[a]) & _keys(texts[b])
        yield from (
            (a, b, run) for run in _common_runs(_open(words[a], texts[a], common), _open(words[b], texts[b], common))
        )


def _words(text: MarkedText) -> list[tuple[str, int]]:
    return [(match[0].lower().replace("\u2019", "'"), match.start()) for match in _WORD.finditer(text.text)]


def _mark_keys(text: MarkedText) -> Iterator[tuple[tuple[str, str], int, int]]:
    stretches = {
        mark.get("id"): mark.get("u") for mark in text.marks if mark.name in VOICES and mark.has("id") and mark.has("u")
    }
    for mark in text.marks:
        if mark.name == "copy":
            yield ("copy", mark.get("id")), mark.start, mark.end
        elif mark.name in VOICES and (utterance := mark.get("u") or stretches.get(mark.get("id"), "")):
            yield ("u", utterance), mark.start, mark.end


def _keys(text: MarkedText) -> set[tuple[str, str]]:
    return {key for key, _, _ in _mark_keys(text)}


def _open(words: list[tuple[str, int]], text: MarkedText, common: set[tuple[str, str]]) -> list[str | None]:
    covered = [(start, end) for key, start, end in _mark_keys(text) if key in common]
    return [None if any(start <= at < end for start, end in covered) else word for word, at in words]


def _common_runs(a: list[str | None], b: list[str | None]) -> Iterator[str]:
    grams = {tuple(b[i : i + RUN]) for i in range(len(b) - RUN + 1) if None not in b[i : i + RUN]}
    start = end = -1
    for i in range(len(a) - RUN + 1):
        if tuple(a[i : i + RUN]) not in grams:
            continue
        if start >= 0 and i > end - RUN + 1:
            yield " ".join(str(word) for word in a[start:end])
            start = -1
        start, end = (i if start < 0 else start), i + RUN
    if start >= 0:
        yield " ".join(str(word) for word in a[start:end])
