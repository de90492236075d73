"""Cut corpora into the windows the encoder reads, with noise, and into batches.

A window is a stretch of whole neighbouring sentences of one document: the
encoder reads several at once, says where each begins, and parses each of them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np
from tokenizers import Tokenizer

from training.corpora import Sentence
from training.labels import ALL

#: Kinds of word shape, which the uncased vocabulary cannot see.
SHAPES = ("lower", "title", "upper", "mixed", "initial", "number", "alnum", "other")


def shape_of(word: str) -> int:
    """Return the index in `SHAPES` of the shape of a word.

    >>> [SHAPES[shape_of(w)] for w in ("dam", "Dam", "DAM", "McDam", "D.", "12", "G7", ",")]
    ['lower', 'title', 'upper', 'mixed', 'initial', 'number', 'alnum', 'other']
    """
    if not any(c.isalpha() for c in word):
        return 5 if any(c.isdigit() for c in word) else 7
    if any(c.isdigit() for c in word):
        return 6
    if word.islower():
        return 0
    if word.isupper():
        letters = sum(c.isalpha() for c in word)
        return 4 if letters == 1 else 2
    return 1 if word[0].isupper() and word[1:].islower() else 3


@dataclass
class Vocabulary:
    """The label strings of the heads and the word pieces."""

    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    labels: list[str]

    @classmethod
    def of(cls, sentences: list[Sentence], least: int = 3) -> Vocabulary:
        """Collect the labels that occur at least so often, sorted."""

        def collect(layer: str) -> list[str]:
            counts: dict[str, int] = {}
            for sentence in sentences:
                for value in getattr(sentence, layer):
                    counts[value] = counts.get(value, 0) + 1
            return sorted(v for v, n in counts.items() if v and n >= least)

        return cls(*(collect(n) for n in ("upos", "feats", "lemmas", "labels")))


class Pieces:
    """Word pieces of single words, remembered."""

    def __init__(self, path: str) -> None:
        """Load `tokenizer.json`."""
        self.tokenizer = Tokenizer.from_file(path)
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the pieces of one word, the unknown piece when there are none."""
        found = self.known.get(word)
        if found is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            found = self.known[word] = tuple(ids[:16]) or (100,)
        return found


# --- noise -----------------------------------------------------------------


def noisy(sentence: Sentence, rng: random.Random) -> Sentence:
    """Return the sentence as headlines, other typography or haste may spell it."""
    sentence = _typography(sentence, rng)
    draw = rng.random()
    if draw < 0.04:
        sentence = _respell(sentence, [w.upper() for w in sentence.words])
    elif draw < 0.08:
        small = {"of", "the", "a", "an", "in", "on", "to", "for", "and", "at", "by"}
        words = [w if w in small else w[:1].upper() + w[1:] for w in sentence.words]
        sentence = _respell(_without_end(sentence, words), None)
    elif draw < 0.10:
        sentence = _respell(sentence, [w.lower() for w in sentence.words])
    if rng.random() < 0.05:
        marks = {'"', "“", "”", "''", "``", "‘", "’"}
        sentence = drop(sentence, {i for i, w in enumerate(sentence.words) if w in marks})
    return sentence


def _respell(sentence: Sentence, words: list[str] | None) -> Sentence:
    """Replace the forms; lemma rules no longer hold."""
    lemmas = [""] * len(sentence.words) if sentence.lemmas else []
    return replace(sentence, words=words or sentence.words, lemmas=lemmas)


def _without_end(sentence: Sentence, words: list[str]) -> Sentence:
    """Take the full stop off, as headlines do."""
    sentence = replace(sentence, words=words)
    if len(words) > 3 and words[-1] == ".":
        return drop(sentence, {len(words) - 1})
    return sentence


def _typography(sentence: Sentence, rng: random.Random) -> Sentence:
    """Vary quotation marks, apostrophes and dashes."""
    draw = rng.random()
    words = list(sentence.words)
    if draw < 0.45 and any(c in w for w in words for c in "\"'`-"):
        single = draw > 0.33
        opened = False
        for i, word in enumerate(words):
            if word in ('"', "''", "``"):
                opened = not opened
                pair = "‘’" if single else "“”"
                words[i] = pair[0] if opened else pair[1]
            elif word in ("--", "-", "---") and sentence.gaps[i] and rng.random() < 0.6:
                words[i] = rng.choice("—–")
            else:
                words[i] = word.replace("'", "’")
    elif draw < 0.49:
        words = ["'" if w in ('"', "''", "``") else w for w in words]
    return replace(sentence, words=words)


def drop(sentence: Sentence, gone: set[int]) -> Sentence:
    """Take words without dependants out of a sentence."""
    if sentence.heads:
        gone = gone - {h - 1 for h in sentence.heads}
        gone = {i for i in gone if sentence.heads[i]}
    if not gone or len(gone) == len(sentence.words):
        return sentence
    kept = [i for i in range(len(sentence.words)) if i not in gone]
    number = {0: 0, **{old + 1: new + 1 for new, old in enumerate(kept)}}

    def cut(layer: list) -> list:  # type: ignore[type-arg]
        return [layer[i] for i in kept] if layer else layer

    return replace(
        sentence,
        words=cut(sentence.words),
        gaps=cut(sentence.gaps),
        upos=cut(sentence.upos),
        feats=cut(sentence.feats),
        lemmas=cut(sentence.lemmas),
        heads=[number[h] for h in cut(sentence.heads)],
        labels=cut(sentence.labels),
        names=cut(sentence.names),
    )


# --- windows ---------------------------------------------------------------


def pack(
    sentences: list[Sentence],
    pieces: Pieces,
    rng: random.Random,
    *,
    longest: int = 160,
    alone: float = 0.3,
) -> list[list[Sentence]]:
    """Join neighbouring sentences to windows of random size.

    A sentence longer than the longest window makes a window of its own, which
    the batches cut at 400 pieces.
    """
    windows: list[list[Sentence]] = []
    window: list[Sentence] = []
    room = 0
    for sentence in sentences:
        size = sum(len(pieces(w)) for w in sentence.words)
        joins = window and window[-1].document == sentence.document and sentence.split
        if not joins or size > room:
            if window:
                windows.append(window)
            window = []
            room = 0 if rng.random() < alone else rng.randint(30, longest)
        window.append(sentence)
        room -= size
    if window:
        windows.append(window)
    return windows


@dataclass
class Batch:
    """Arrays of one batch; B windows, P pieces, W words.

    `shapes` and `gaps` are per piece; `first` is the position of each word's
    first piece; `sentence` numbers the sentences of a window from 0, -1 is
    padding. Targets are -1 where unknown; heads are 0 for the root, else 1 + the
    position of the head in the window.
    """

    ids: np.ndarray
    mask: np.ndarray
    shapes: np.ndarray
    gaps: np.ndarray
    first: np.ndarray
    sentence: np.ndarray
    upos: np.ndarray
    feats: np.ndarray
    lemmas: np.ndarray
    heads: np.ndarray
    labels: np.ndarray
    names: np.ndarray
    weights: np.ndarray
    habits: np.ndarray
    starts: np.ndarray


def batch_of(
    windows: list[list[Sentence]],
    pieces: Pieces,
    vocabulary: Vocabulary,
    rng: random.Random | None = None,
    masked: float = 0.0,
) -> Batch:
    """Turn windows into arrays; with `rng` also mask some pieces."""
    rows = [_row(w, pieces, vocabulary, rng, masked) for w in windows]
    deep = max(len(r["ids"]) for r in rows)
    wide = max(len(r["first"]) for r in rows)
    fills = {"ids": 0, "mask": 0, "shapes": 0, "gaps": 0, "first": 0}
    out = {}
    for name in rows[0]:
        width = deep if name in ("ids", "mask", "shapes", "gaps") else wide
        kind = np.float32 if name == "weights" else np.int64
        array = np.full((len(rows), width), fills.get(name, -1), kind)
        for i, row in enumerate(rows):
            array[i, : len(row[name])] = row[name]
        out[name] = array
    out["names"][out["names"] < 0] = ALL
    return Batch(**out)


def _row(
    window: list[Sentence],
    pieces: Pieces,
    vocabulary: Vocabulary,
    rng: random.Random | None,
    masked: float,
) -> dict[str, list]:  # type: ignore[type-arg]
    """Return the unpadded arrays of one window."""
    index = {
        name: {v: i for i, v in enumerate(getattr(vocabulary, name))} for name in ("upos", "feats", "lemmas", "labels")
    }
    row: dict[str, list] = {  # type: ignore[type-arg]
        n: [] for n in Batch.__dataclass_fields__
    }
    row["ids"], row["shapes"], row["gaps"] = [101], [7], [1]
    for number, sentence in enumerate(window):
        offset = len(row["first"])
        for i, word in enumerate(sentence.words):
            parts = pieces(word)
            if len(row["ids"]) + len(parts) > 500:
                raise ValueError("a sentence is longer than the window")
            row["first"].append(len(row["ids"]))
            row["sentence"].append(number)
            if rng and rng.random() < masked:
                parts = (103,) * len(parts)
            row["ids"] += parts
            row["shapes"] += [shape_of(word)] * len(parts)
            row["gaps"] += [sentence.gaps[i] if offset + i else 1] * len(parts)
            row["starts"].append(int(i == 0) if sentence.split and len(window) + offset + i > 1 else -1)
        blank = [-1] * len(sentence.words)
        for name in ("upos", "feats", "lemmas", "labels"):
            values = getattr(sentence, name)
            row[name] += [index[name].get(v, -1) for v in values] if values else blank
        row["heads"] += [h + offset if h else 0 for h in sentence.heads] or blank
        row["names"] += sentence.names or [ALL] * len(sentence.words)
        row["weights"] += [sentence.weight] * len(sentence.words)
        row["habits"] += [sentence.habit] * len(sentence.words)
    row["ids"].append(102)
    row["shapes"].append(7)
    row["gaps"].append(1)
    row["mask"] = [1] * len(row["ids"])
    return row


def respace(window: list[Sentence], rng: random.Random) -> list[Sentence]:
    """Vary how paragraphs and lines are broken.

    Paragraph breaks of the corpus become spaces two times in five; one window
    in twenty-five is hard-wrapped.
    """
    wrapped = rng.random() < 0.04
    keep = rng.random() < 0.6
    column, out = 0, []
    for sentence in window:
        gaps = []
        for gap in sentence.gaps:
            if gap == 2 and not keep:
                gap = 1
            column += 1
            if wrapped and gap == 1 and column > 11:
                gap, column = 2, 0
            gaps.append(gap)
        out.append(replace(sentence, gaps=gaps))
    return out


def batches(
    windows: list[list[Sentence]], pieces: Pieces, rng: random.Random, size: int = 1100
) -> list[list[list[Sentence]]]:
    """Group windows of like length to batches of about so many pieces."""
    sized = [(sum(len(pieces(w)) for s in window for w in s.words) + 2, i) for i, window in enumerate(windows)]
    sized = [(n, i) for n, i in sized if n <= 300]
    sized.sort(key=lambda pair: (pair[0] + rng.randint(-6, 6), pair[1]))
    groups: list[list[list[Sentence]]] = []
    group: list[list[Sentence]] = []
    widest = 0
    for n, i in sized:
        widest = max(widest, n)
        if group and widest * (len(group) + 1) > size:
            groups.append(group)
            group, widest = [], n
        group.append(windows[i])
    if group:
        groups.append(group)
    rng.shuffle(groups)
    return groups
