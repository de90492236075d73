"""The encoder at run time: from words to sentences, parts of speech, trees, names; from texts to vectors.

The weights are trained by `training/` (see the model card beside them). Only onnxruntime, tokenizers and numpy run here.
Text is read in windows of several whole sentences; one pass gives all layers at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from crossread.extract.trees import best_tree
from crossread.extract.windows import Window, cut_windows, gap_kind, group_windows, shape_of

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

#: Where the weights lie in the package.
WEIGHTS = Path(__file__).parents[1] / "data" / "encoder"

#: Pieces of the vocabulary with a fixed meaning.
_UNKNOWN, _BEGIN, _END = "[UNK]", "[CLS]", "[SEP]"

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

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read `labels.json`."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(*(tuple(data[name]) for name in ("upos", "feats", "lemmas", "labels", "names")))


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


@dataclass
class Encoder:
    """A loaded encoder. Make it with `Encoder.load`; it holds no text.

    The same words give the same result, whatever the number of threads. Windows of one call are read together, and
    quantised arithmetic looks at all that is read together, so a text read beside others may differ in the last
    digits: read one document per call.

    Attributes:
        name: Name and version of the weights, to be named in results.
        dimensions: Length of the sentence vectors.
    """

    name: str
    dimensions: int
    _reader: ort.InferenceSession
    _vectors: ort.InferenceSession
    _labels: Labels
    _relations: tuple[Floats, Floats]
    _tokenizer: Tokenizer
    _pieces: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = WEIGHTS, *, threads: int = 0) -> Encoder:
        """Load the weights.

        Args:
            folder: Where `reader.onnx`, `vectors.onnx`, `weights.bin`, `relations.npz`, `labels.json` and
                `tokenizer.json` lie.
            threads: Threads of one pass; 0 lets the runtime take all cores.

        Raises:
            OSError: If a file is missing.
        """
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        told = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "relations.npz") as arrays:
            relations = (arrays["weight"].astype(np.float32), arrays["bias"].astype(np.float32))
        return cls(
            told["name"],
            int(told["dimensions"]),
            _session(folder / "reader.onnx", threads),
            _session(folder / "vectors.onnx", threads),
            Labels.load(folder / "labels.json"),
            relations,
            tokenizer,
        )

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
        kinds = [gap_kind(gap) for gap in gaps]
        known = None if starts is None else {0, *starts}
        sizes = [len(self._pieces_of(word)) for word in words]
        layers = _empty_layers(len(words))
        windows = cut_windows(words, kinds, sizes, known)
        for group in group_windows(windows, sizes):
            self._read(words, kinds, group, known, layers)
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

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return one vector of length 1 per text: near in meaning, near in direction.

        They are those of all-MiniLM-L6-v2, quantised. Texts are cut after 256 pieces, about 200 words.

        Args:
            texts: Sentences or short passages.

        Returns:
            Shape (number of texts, `dimensions`).
        """
        rows = [self._ids(text) for text in texts]
        found = np.zeros((len(rows), self.dimensions), dtype=np.float32)
        order = sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))
        for at in range(0, len(order), 32):
            chosen = order[at : at + 32]
            ids = _padded([rows[i] for i in chosen])
            mask = _padded([[1] * len(rows[i]) for i in chosen])
            found[chosen] = self._vectors.run(["vectors"], {"ids": ids, "mask": mask})[0]
        return found

    def _ids(self, text: str) -> list[int]:
        """Return the pieces of a text, between the marks of begin and end."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids[:254]
        return [self._special(_BEGIN), *ids, self._special(_END)]

    def _special(self, piece: str) -> int:
        """Return the number of a piece with a fixed meaning."""
        number = self._tokenizer.token_to_id(piece)
        return int(number or 0)

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        """Return the pieces of one word, at most 16; the unknown piece when it has none."""
        found = self._pieces.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids
            found = tuple(ids[:16]) or (self._special(_UNKNOWN),)
            if len(self._pieces) >= _REMEMBERED:
                self._pieces.clear()
            self._pieces[word] = found
        return found

    def _read(
        self,
        words: Sequence[str],
        kinds: Sequence[int],
        group: Sequence[Window],
        known: set[int] | None,
        layers: _Layers,
    ) -> None:
        """Read some windows in one pass and fill the layers for their words."""
        inputs = self._inputs(words, kinds, group)
        tags, arcs, left, right = self._reader.run(["tag_scores", "arc_scores", "left", "right"], inputs)
        cuts = np.cumsum([len(getattr(self._labels, n)) for n in ("upos", "feats", "lemmas", "names")])
        *best, begins = np.split(tags, cuts, axis=-1)
        chosen = [scores.argmax(-1) for scores in best]
        for row, (first, last) in enumerate(group):
            self._fill(words, layers, (first, last), [c[row] for c in chosen])
            for i in range(first, last):
                sure = i in known if known is not None else begins[row, i - first, 0] > 0 or kinds[i] > 2
                layers.begins[i] = bool(sure) or i == first
        self._attach(group, arcs, left, right, layers)

    def _inputs(self, words: Sequence[str], kinds: Sequence[int], group: Sequence[Window]) -> dict[str, Ints]:
        """Return the padded arrays of some windows."""
        rows: dict[str, list[list[int]]] = {name: [] for name in ("ids", "mask", "shapes", "gaps", "first")}
        for start, stop in group:
            ids, shapes, gaps, first = [self._special(_BEGIN)], [7], [1], []
            for i in range(start, stop):
                parts = self._pieces_of(words[i])
                first.append(len(ids))
                ids += parts
                shapes += [shape_of(words[i])] * len(parts)
                gaps += [min(kinds[i], 2) if i > start else 1] * len(parts)
            rows["ids"].append([*ids, self._special(_END)])
            rows["shapes"].append([*shapes, 7])
            rows["gaps"].append([*gaps, 1])
            rows["mask"].append([1] * (len(ids) + 1))
            rows["first"].append(first)
        return {name: _padded(values) for name, values in rows.items()}

    def _fill(self, words: Sequence[str], layers: _Layers, window: Window, chosen: Sequence[Ints]) -> None:
        """Write the labels of one window's words."""
        upos, feats, rules, names = chosen
        for i in range(*window):
            at = i - window[0]
            layers.upos[i] = self._labels.upos[upos[at]]
            layers.feats[i] = self._labels.feats[feats[at]]
            layers.lemmas[i] = apply_rule(words[i], self._labels.lemmas[rules[at]])
            layers.tags[i] = self._labels.names[names[at]]

    def _attach(self, group: Sequence[Window], arcs: Floats, left: Floats, right: Floats, layers: _Layers) -> None:
        """Find the tree of every sentence and the label of every arc."""
        weight, bias = self._relations
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
        scores = np.maximum(np.concatenate(sides), 0) @ weight.T + bias
        places = [i for start, stop in group for i in range(start, stop)]
        for i, label in zip(places, scores.argmax(-1), strict=True):
            layers.labels[i] = self._labels.labels[label]
            if layers.heads[i] == i:
                layers.labels[i] = "root"


def apply_rule(word: str, rule: str) -> str:
    """Return the lemma that a rule makes of a word; a word too short for the rule stays.

    A rule is `case|cut|add`: keep (`k`) or lower (`l`) the case, cut so many characters, add these.

    Examples:
        >>> apply_rule("Soldiers", "l|1|"), apply_rule("was", "k|3|be"), apply_rule("a", "k|3|be")
        ('soldier', 'be', 'a')
    """
    case, cut, add = rule.split("|", 2)
    start = word.lower() if case == "l" else word
    count = int(cut)
    if count > len(start) or (count == len(start) and not add):
        return start
    return start[: len(start) - count] + add


def _session(path: Path, threads: int) -> ort.InferenceSession:
    """Open one graph; its weights are mapped from `weights.bin`."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _padded(rows: Sequence[Sequence[int]]) -> Ints:
    """Return rows of unlike length as one array, filled up with 0."""
    array = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for i, row in enumerate(rows):
        array[i, : len(row)] = row
    return array


def _empty_layers(count: int) -> _Layers:
    """Return layers with room for so many words."""
    blank = [""] * count
    return _Layers(blank[:], blank[:], blank[:], [0] * count, blank[:], blank[:], [False] * count)


def _ranges(begins: Sequence[int], count: int) -> tuple[tuple[int, int], ...]:
    """Return the half-open ranges that begin at these words."""
    return tuple(zip(begins, [*begins[1:], count], strict=True))


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
