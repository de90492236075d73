"""The encoder at run time: from words to sentences, parts of speech, trees, names; from texts to vectors.

The weights are trained by `training/` (see the model card beside them). onnxruntime, tokenizers and numpy run them.
Text is read in windows of several whole sentences; one pass gives all layers at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from crossread.errors import MissingModelError
from crossread.extract.lemmas import lemma_of
from crossread.extract.sequences import agreed, best_tags, last_words
from crossread.extract.trees import best_tree
from crossread.extract.windows import Window, Words, cut_windows, gap_kind, group_windows, inputs
from crossread.model.account import Vector

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

#: Where the weights lie in the package.
WEIGHTS = Path(__file__).parents[1] / "data" / "encoder"

_FILES = ("reader.onnx", "vectors.onnx", "weights.bin", "heads.npz", "labels.json", "tokenizer.json")

#: How many distinct words the piece table remembers before it starts anew.
_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Parse:
    """What the encoder finds in a row of words; every layer has one entry per word.

    Attributes:
        words: The words, as given.
        sentences: Half-open ranges of words, in order; together they cover all words.
        upos: Universal parts of speech.
        feats: Universal features, `Number=Sing|Person=3`, or `_`.
        lemmas: Base forms.
        heads: Position of each word's head; a root is its own head, as in spaCy.
        labels: Universal relations with the subtypes that matter (`nsubj:pass`, `obl:agent`).
        names: Names as (first word, word after the last, kind): PER, ORG, LOC, GROUP, EVENT or OTHER.
    """

    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the heads, in the order of their outputs."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pending:
    """The scores of name tags of some windows, until the whole text is read."""

    group: Sequence[Window]
    scores: Floats
    starts: npt.NDArray[np.bool_]


@dataclass
class _Layers:
    """The layers of one text while its windows come in."""

    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    labels: list[str]
    tags: list[str]
    begins: list[bool]
    pending: list[_Pending] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heads:
    """The small matrices that are applied outside of the graphs.

    Attributes:
        weight: Shape (labels, width): the last layer of the relations.
        bias: Shape (labels,).
        moves: Shape (names, names): what is added where one name tag follows another.
        opening: Shape (names,): what is added at the start of a sentence.
    """

    weight: Floats
    bias: Floats
    moves: Floats
    opening: Floats


@dataclass(frozen=True)
class Loaded:
    """What is loaded from the folder of weights: two graphs, the labels, the pieces of words."""

    name: str
    dimensions: int
    reader: InferenceSession
    sentences: InferenceSession
    labels: Labels
    heads: Heads
    tokenizer: Tokenizer
    begin: int
    end: int
    unknown: int
    pieces: dict[str, tuple[int, ...]] = field(default_factory=dict)


class Encoder:
    """The trained encoder (an `Encoder` of the sockets, and more); pickles as its folder, and loads on first use.

    The same words give the same result, whatever the number of threads. Windows of one call are read together, and
    8-bit arithmetic shares a scale within a batch, so that a text read beside others may be read otherwise in a close
    call: read one document per call. Sentence vectors are made one at a time and do not depend on their company.

    Args:
        folder: Where `reader.onnx`, `vectors.onnx`, `weights.bin`, `heads.npz`, `labels.json` and
            `tokenizer.json` lie.
        threads: Threads of one pass; 1 leaves the other cores to other documents.

    Raises:
        MissingModelError: On first use, if a file is missing.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads

    @property
    def name(self) -> str:
        """Name and version of the weights, as they stand in results."""
        return self._loaded.name

    @property
    def _loaded(self) -> Loaded:
        """The loaded weights."""
        return _load(self.folder, self.threads)

    def parse(self, words: Sequence[str], gaps: Sequence[str], starts: Sequence[int] | None = None) -> Parse:
        """Read words into sentences, trees and names.

        Args:
            words: The words of one document, none empty or of blanks alone; `tokens.tokenizer` makes them.
            gaps: What stands before each word in the text: nothing, blanks, line breaks. A blank line always ends
                a sentence.
            starts: The words where sentences begin, when that is known already; else the encoder finds them.

        Returns:
            One `Parse`; of no words, an empty one.
        """
        loaded = self._loaded
        given = Words(
            words,
            [gap_kind(gap) for gap in gaps],
            [_pieces_of(loaded, word) for word in words],
            None if starts is None else {0, *starts},
        )
        sizes = [len(pieces) for pieces in given.pieces]
        layers = _empty_layers(len(words))
        for group in group_windows(cut_windows(words, given.kinds, sizes, given.starts), sizes):
            self._read(given, group, layers)
        self._name(words, layers)
        sentences = _ranges([i for i, begins in enumerate(layers.begins) if begins], len(words))
        return Parse(
            tuple(words),
            sentences,
            tuple(layers.upos),
            tuple(layers.feats),
            tuple(layers.lemmas),
            tuple(layers.heads),
            tuple(layers.labels),
            tuple(name for first, last in sentences for name in _names(layers.tags, first, last)),
        )

    def vectors(self, sentences: Sequence[str]) -> list[Vector]:
        """Return a vector of unit length for each sentence, in the same order; equal sentences are read once.

        They are those of all-MiniLM-L6-v2 in 8 bits: near in meaning, near in direction. Of a longer text the first
        254 pieces, about 200 words, are read.
        """
        known: dict[str, Vector] = {}
        for sentence in sentences:
            if sentence not in known:
                known[sentence] = self._vector(sentence)
        return [known[sentence] for sentence in sentences]

    def _vector(self, sentence: str) -> Vector:
        """Run the network on one sentence; lone surrogates, which no tokenizer takes, are read as unknown signs."""
        loaded = self._loaded
        clean = sentence.encode("utf-8", "replace").decode("utf-8")
        ids = loaded.tokenizer.encode(clean, add_special_tokens=False).ids[:254]
        row = np.array([[loaded.begin, *ids, loaded.end]], dtype=np.int64)
        (found,) = loaded.sentences.run(["vectors"], {"ids": row, "mask": np.ones_like(row)})
        return Vector(found[0].astype("<f2").tobytes())

    def _read(self, words: Words, group: Sequence[Window], layers: _Layers) -> None:
        """Read some windows in one pass and fill the layers for their words."""
        loaded = self._loaded
        given = inputs(words, group, loaded.begin, loaded.end)
        tags, arcs, left, right = loaded.reader.run(["tag_scores", "arc_scores", "left", "right"], given)
        cuts = np.cumsum([len(getattr(loaded.labels, n)) for n in ("upos", "feats", "lemmas", "names")])
        *best, names, begins = np.split(tags, cuts, axis=-1)
        starts = _starts(words, group, begins[..., 0] > 0)
        layers.pending.append(_Pending(group, names.copy(), starts))
        chosen = [scores.argmax(-1) for scores in best]
        for row, (first, last) in enumerate(group):
            self._fill(words.forms, layers, (first, last), [c[row] for c in chosen])
            layers.begins[first:last] = starts[row, : last - first].tolist()
        self._attach(group, arcs, left, right, layers)

    def _fill(self, words: Sequence[str], layers: _Layers, window: Window, chosen: Sequence[Ints]) -> None:
        """Write the labels of one window's words."""
        upos, feats, rules = chosen
        labels = self._loaded.labels
        for i in range(*window):
            at = i - window[0]
            layers.upos[i] = labels.upos[upos[at]]
            layers.feats[i] = labels.feats[feats[at]]
            layers.lemmas[i] = lemma_of(words[i], layers.upos[i], labels.lemmas[rules[at]])

    def _name(self, words: Sequence[str], layers: _Layers) -> None:
        """Find the tags of names when all is read: what recurs is of one kind in the whole text."""
        heads, tags = self._loaded.heads, self._loaded.labels.names
        kinds = np.unique([tag[2:] for tag in tags], return_inverse=True)[1]
        rows = {
            i: p.scores[row, i - a] for p in layers.pending for row, (a, b) in enumerate(p.group) for i in range(a, b)
        }
        for places in last_words(words, layers.upos, layers.begins):
            for place, moved in zip(places, agreed(np.array([rows[i] for i in places]), kinds), strict=True):
                rows[place][:] = moved
        for pending in layers.pending:
            best = best_tags(pending.scores, pending.starts, heads.moves, heads.opening)
            for row, (first, last) in enumerate(pending.group):
                layers.tags[first:last] = [tags[tag] for tag in best[row, : last - first]]

    def _attach(self, group: Sequence[Window], arcs: Floats, left: Floats, right: Floats, layers: _Layers) -> None:
        """Find the tree of every sentence and the label of every arc."""
        heads_of = self._loaded.heads
        labels = self._loaded.labels.labels
        sides: list[Floats] = []
        for row, (start, stop) in enumerate(group):
            begun = [i for i in range(start, stop) if layers.begins[i]]
            for first, last in zip(begun, [*begun[1:], stop], strict=True):
                here = slice(first - start, last - start)
                columns = np.r_[0, first - start + 1 : last - start + 1]
                heads = best_tree(arcs[row, here][:, columns])
                for at, head in enumerate(heads):
                    layers.heads[first + at] = first + head - 1 if head else first + at
                column = [head + first - start if head else 0 for head in heads]
                sides.append(left[row, here] + right[row, column])
        scores = np.maximum(np.concatenate(sides), 0) @ heads_of.weight.T + heads_of.bias
        places = [i for start, stop in group for i in range(start, stop)]
        for i, label in zip(places, scores.argmax(-1), strict=True):
            layers.labels[i] = labels[label]
            if layers.heads[i] == i:
                layers.labels[i] = "root"


def _starts(words: Words, group: Sequence[Window], found: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return where sentences begin: where it is known, else at blank lines and where the encoder finds it."""
    starts = np.zeros_like(found)
    for row, (first, last) in enumerate(group):
        for i in range(first, last):
            here = words.kinds[i] > 2 or found[row, i - first] if words.starts is None else i in words.starts
            starts[row, i - first] = here or i == first
    return starts


def _pieces_of(loaded: Loaded, word: str) -> tuple[int, ...]:
    """Return the pieces of one word, at most 16; the unknown piece when it has none."""
    found = loaded.pieces.get(word)
    if found is None:
        clean = word.encode("utf-8", "replace").decode("utf-8")
        ids = loaded.tokenizer.encode(clean, add_special_tokens=False).ids
        found = tuple(ids[:16]) or (loaded.unknown,)
        if len(loaded.pieces) >= _REMEMBERED:
            loaded.pieces.clear()
        loaded.pieces[word] = found
    return found


@cache
def _load(folder: Path, threads: int) -> Loaded:
    """Load the weights once in each process."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - heavy: loaded when asked, never at start

    for name in _FILES:
        if not (folder / name).is_file():
            raise MissingModelError(folder / name)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    told = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    with np.load(folder / "heads.npz") as arrays:
        heads = Heads(*(arrays[name].astype(np.float32) for name in ("weight", "bias", "moves", "opening")))
    return Loaded(
        told["name"],
        int(told["dimensions"]),
        _session(folder / "reader.onnx", threads),
        _session(folder / "vectors.onnx", threads),
        Labels(*(tuple(told[layer]) for layer in ("upos", "feats", "lemmas", "labels", "names"))),
        heads,
        tokenizer,
        _piece(tokenizer, "[CLS]"),
        _piece(tokenizer, "[SEP]"),
        _piece(tokenizer, "[UNK]"),
    )


def _piece(tokenizer: Tokenizer, piece: str) -> int:
    """Return the number of a piece with a fixed meaning."""
    number = tokenizer.token_to_id(piece)
    return 0 if number is None else number


def _session(path: Path, threads: int) -> Any:
    """Open one graph; its weights come from `weights.bin` beside it."""
    import onnxruntime  # noqa: PLC0415 - as above

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _empty_layers(count: int) -> _Layers:
    """Return layers with room for so many words."""
    blank = [""] * count
    return _Layers(blank[:], blank[:], blank[:], [0] * count, blank[:], blank[:], [False] * count)


def _ranges(begins: Sequence[int], count: int) -> tuple[tuple[int, int], ...]:
    """Return the half-open ranges that begin at these words."""
    return tuple(zip(begins, [*begins[1:], count][: len(begins)], strict=True))


def _names(tags: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Yield the names of one sentence; a tag that goes on from nothing of its kind begins a name."""
    start, kind = -1, ""
    for i in range(first, last + 1):
        tag = tags[i] if i < last else "O"
        if start >= 0 and (tag[0] != "I" or tag[2:] != kind):
            yield start, i, kind
            start = -1
        if tag != "O" and start < 0:
            start, kind = i, tag[2:]
