"""The trivial baseline of findings: all pairs of sentences of different documents above a cosine."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from crossread_scores.baselines import sentences
from crossread_scores.exports import Export, Record, empty_export

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|without|denied|denies|refused|failed)\b|n['\u2019]t\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def find_pairs(documents: Sequence[Record], encode: Encode, threshold: float) -> Export:
    """Make a finding of every pair of sentences of different documents whose vectors are nearer than `threshold`.

    A pair is contested where one of the two holds a negation and the other none, or where both hold numerals and share
    none; else it is corroborated.
    """
    export = empty_export(documents, f"sentence pairs above cosine {threshold:.2f}")
    places: list[tuple[str, int, int]] = [(item["id"], a, b) for item in documents for a, b in sentences(item["text"])]
    text = {item["id"]: item["text"] for item in documents}
    words = [text[name][a:b] for name, a, b in places]
    if not words:
        return export
    vectors = encode(words)
    near = vectors @ vectors.T
    ranked: list[tuple[float, int, int]] = []
    for i in range(len(places)):
        ranked.extend(
            (-float(near[i, j]), i, j)
            for j in range(i + 1, len(places))
            if near[i, j] >= threshold and places[i][0] != places[j][0]
        )
    export["findings"] = [_finding(number, places, words, i, j) for number, (_, i, j) in enumerate(sorted(ranked))]
    return export


def _finding(number: int, places: Sequence[tuple[str, int, int]], words: Sequence[str], i: int, j: int) -> Record:
    contested = _opposed(words[i], words[j])
    evidence = [
        {"document": places[k][0], "span": [places[k][1], places[k][2]], "statement": None, "voice": "author"}
        for k in (i, j)
    ]
    answers: list[dict[str, Any]] = [
        {"label": words[k], "value": None, "evidence": [e], "lineages": []}
        for k, e in zip((i, j), evidence, strict=True)
    ]
    return {
        "id": f"pair-{number}",
        "verdict": "contested" if contested else "corroborated",
        "grade": "hard" if contested else None,
        "kind": "what",
        "question": words[i],
        "answers": answers if contested else [{"label": words[i], "value": None, "evidence": evidence, "lineages": []}],
        "confidence": None,
        "reasons": [],
    }


def _opposed(a: str, b: str) -> bool:
    if bool(_NEGATION.search(a)) != bool(_NEGATION.search(b)):
        return True
    numbers = set(_NUMBER.findall(a)), set(_NUMBER.findall(b))
    return bool(numbers[0]) and bool(numbers[1]) and not numbers[0] & numbers[1]


def rare_word_vectors(texts: Sequence[str]) -> Vectors:
    """Return TF-IDF vectors of unit length: what stands in where the sentence encoder cannot be loaded."""
    bags = [re.findall(r"\w+", text.lower()) for text in texts]
    vocabulary = {word: k for k, word in enumerate(sorted({word for bag in bags for word in bag}))}
    counts = np.zeros((len(texts), max(1, len(vocabulary))), dtype=np.float32)
    for row, bag in enumerate(bags):
        for word in bag:
            counts[row, vocabulary[word]] += 1
    weights = np.log((1 + len(texts)) / (1 + (counts > 0).sum(axis=0))) + 1
    weighted = counts * weights.astype(np.float32)
    norms = np.linalg.norm(weighted, axis=1, keepdims=True)
    return np.asarray(weighted / np.where(norms == 0, 1, norms), dtype=np.float32)
