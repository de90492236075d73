"""Score a model on gold words: parse, names, sentence boundaries.

`python -m training.evaluate --work FOLDER` scores the trained network on the
dev parts; `--onnx FOLDER` scores an exported one; `--test` the test parts.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from crossread.extract.encoder import Encoder, Parse
from crossread.extract.lemmas import apply_rule, lemma_of
from crossread.extract.sequences import best_tags
from crossread.extract.trees import best_tree
from training import corpora
from training.corpora import Sentence
from training.labels import TAGS
from training.windows import Batch, Pieces, Vocabulary, batch_of

#: What stands before a word, by the numbers of `Sentence.gaps`.
GAPS = ("", " ", "\n\n")

#: From a batch to tag scores, arc scores, the sides of the relations.
Predict = Callable[[Batch], tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]
Label = Callable[[np.ndarray, np.ndarray], np.ndarray]


def windows_in_order(sentences: list[Sentence], pieces: Pieces, longest: int) -> list[list[Sentence]]:
    """Pack neighbours up to so many pieces; 0 reads every sentence alone."""
    windows: list[list[Sentence]] = []
    room = 0
    for s in sentences:
        size = sum(len(pieces(w)) for w in s.words)
        if windows and size <= room and windows[-1][-1].document == s.document and s.split:
            windows[-1].append(s)
        else:
            windows.append([s])
            room = longest
        room -= size
    return windows


def spans_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """Return the names (first word, word after the last, kind) of a tag sequence."""
    spans, start, kind = set(), -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[0] != "I" or tag[2:] != kind):
            spans.add((start, i, kind))
            start = -1
        if tag != "O" and start < 0:
            start, kind = i, tag[2:]
    return spans


def gold_spans(s: Sentence) -> set[tuple[int, int, str]]:
    """Return the PER, LOC and ORG names of a sentence."""
    tags = []
    for mask in s.names:
        only = mask if mask & (mask - 1) == 0 else 1
        tag = TAGS[only.bit_length() - 1]
        tags.append(tag if tag[2:] in ("PER", "LOC", "ORG") else "O")
    return spans_of(tags)


def score(
    sentences: list[Sentence],
    pieces: Pieces,
    vocabulary: Vocabulary,
    predict: Predict,
    label: Label,
    longest: int = 100,
    chain: tuple[np.ndarray, np.ndarray] | None = None,
) -> dict[str, float]:
    """Return the scores, in percent, of one set; `chain` is how name tags follow one another."""
    n = dict.fromkeys("words upos feats lemmas lemwords uas las lasfull".split(), 0)
    names = [0, 0, 0]
    starts = [0, 0, 0]
    windows = windows_in_order(sentences, pieces, longest)
    order = sorted(range(len(windows)), key=lambda i: sum(len(s.words) for s in windows[i]))
    for at in range(0, len(order), 16):
        group = [windows[i] for i in order[at : at + 16]]
        batch = batch_of(group, pieces, vocabulary)
        tags, arcs, left, right = predict(batch)
        cuts = np.cumsum([len(vocabulary.upos), len(vocabulary.feats), len(vocabulary.lemmas), len(TAGS)])
        upos, feats, lemmas, entity, begin = np.split(tags, cuts, -1)
        for row, window in enumerate(group):
            offset = 0
            for number, s in enumerate(window):
                k = len(s.words)
                here = slice(offset, offset + k)
                if s.heads:
                    view = arcs[row, here][:, [0, *range(offset + 1, offset + k + 1)]]
                    heads = np.array(best_tree(view))
                    column = np.where(heads == 0, 0, heads + offset)
                    rel = label(left[row, here], right[row, column]).argmax(-1)
                    rels = [vocabulary.labels[r] for r in rel]
                    right_heads = heads == np.array(s.heads)
                    n["words"] += k
                    n["uas"] += int(right_heads.sum())
                    for i in range(k):
                        if right_heads[i]:
                            n["las"] += rels[i].split(":")[0] == s.labels[i].split(":")[0]
                            n["lasfull"] += rels[i] == s.labels[i]
                    n["upos"] += int((upos[row, here].argmax(-1) == batch.upos[row, here]).sum())
                    n["feats"] += int((feats[row, here].argmax(-1) == batch.feats[row, here]).sum())
                    kinds = [vocabulary.upos[u] for u in upos[row, here].argmax(-1)]
                    rules = [vocabulary.lemmas[r] for r in lemmas[row, here].argmax(-1)]
                    for word, rule, kind, made in zip(s.words, s.lemmas, kinds, rules, strict=True):
                        if rule:
                            n["lemwords"] += 1
                            n["lemmas"] += apply_rule(word, rule) == lemma_of(word, kind, made)
                if s.names and s.weight >= 1:
                    best = entity[row, here].argmax(-1)
                    if chain:
                        best = best_tags(entity[row : row + 1, here], np.zeros((1, k), dtype=bool), *chain)[0]
                    guess = spans_of([TAGS[t] for t in best])
                    guess = {g for g in guess if g[2] in ("PER", "LOC", "ORG")}
                    gold = gold_spans(s)
                    names[0] += len(guess & gold)
                    names[1] += len(guess)
                    names[2] += len(gold)
                if s.split:
                    sure = begin[row, here, 0] > 0
                    if number == 0:
                        sure[0] = False
                    else:
                        starts[2] += 1
                        starts[0] += int(sure[0])
                    starts[1] += int(sure.sum())
                offset += k
    return _percent(n, names, starts)


def read_score(sentences: list[Sentence], encoder: Encoder) -> dict[str, float]:
    """Return the scores, in percent, of an exported encoder on gold words, read as the package reads.

    Documents are read one by one, their sentences known, as a build does; `starts` is the F1 of the sentence starts
    (but for the first of a document) where they are not told.
    """
    n = dict.fromkeys("words upos feats lemmas lemwords uas las lasfull".split(), 0)
    names, starts = [0, 0, 0], [0, 0, 0]
    for group in documents(sentences):
        words = [w for s in group for w in s.words]
        gaps = [GAPS[g] for s in group for g in s.gaps]
        begins = [0, *np.cumsum([len(s.words) for s in group])[:-1].tolist()]
        parse = encoder.parse(words, gaps, begins)
        for s, first in zip(group, begins, strict=True):
            _count_layers(n, s, parse, first)
            if s.names and s.weight >= 1:
                end = first + len(s.words)
                guess = {
                    (a - first, b - first, k)
                    for a, b, k in parse.names
                    if first <= a and b <= end and k in ("PER", "LOC", "ORG")
                }
                _add(names, guess, gold_spans(s))
        if group[0].split and len(group) > 1:
            found = encoder.parse(words, gaps)
            _add(starts, {a for a, _ in found.sentences if a}, set(begins[1:]))
    return _percent(n, names, starts)


def _count_layers(n: dict[str, int], s: Sentence, parse: Parse, first: int) -> None:
    """Count what is right in one sentence that begins at the word `first`."""
    if not s.heads:
        return
    n["words"] += len(s.words)
    for i, (head, label) in enumerate(zip(s.heads, s.labels, strict=True)):
        at = first + i
        n["upos"] += parse.upos[at] == s.upos[i]
        n["feats"] += parse.feats[at] == s.feats[i]
        if s.lemmas[i]:
            n["lemwords"] += 1
            n["lemmas"] += apply_rule(s.words[i], s.lemmas[i]) == parse.lemmas[at]
        if parse.heads[at] == (first + head - 1 if head else at):
            n["uas"] += 1
            n["las"] += parse.labels[at].split(":")[0] == label.split(":")[0]
            n["lasfull"] += parse.labels[at] == label


def _add(counts: list[int], guess: set, gold: set) -> None:  # type: ignore[type-arg]
    """Add hits, guesses and gold."""
    counts[0] += len(guess & gold)
    counts[1] += len(guess)
    counts[2] += len(gold)


def _percent(n: dict[str, int], names: list[int], starts: list[int]) -> dict[str, float]:
    """Return shares and F1 of what was counted."""
    out = {}
    if n["words"]:
        for k in "upos feats uas las lasfull".split():
            out[k] = round(100 * n[k] / n["words"], 2)
        out["lemmas"] = round(100 * n["lemmas"] / n["lemwords"], 2)
    for name, (hit, guessed, gold) in (("names", names), ("starts", starts)):
        if gold:
            out[name] = round(200 * hit / max(1, guessed + gold), 2)
    return out


def documents(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Group sentences by document."""
    found: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        found.setdefault(sentence.document, []).append(sentence)
    return list(found.values())


def sets_of(part: str) -> dict[str, list[Sentence]]:
    """Return the sets that are reported; `part` is dev or test."""
    sets = {"ewt": corpora.ewt(part), "gum": corpora.gum(part, sharealike=False)}
    if part == "test":
        sets["wikigold-held"] = corpora.wikigold(held=True)
        sets["crossner"] = corpora.crossner("test")
    return sets


def torch_model(work: Path) -> tuple[Predict, Label]:
    """Load the network of a work folder, or its checkpoint."""
    import torch

    from training.network import Reader, Shape

    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    shape = Shape(**json.loads((work / "vocabulary.json").read_text())["shape"])
    reader = Reader(shape)
    final = work / "reader.pt"
    if final.exists():
        reader.load_state_dict(torch.load(final, weights_only=True, map_location="cpu"))
    else:
        state = torch.load(work / "checkpoint.pt", weights_only=True, map_location="cpu")
        reader.load_state_dict(state["reader"])
    reader.eval()

    @torch.no_grad()
    def predict(b: Batch) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        t = [torch.from_numpy(getattr(b, k)) for k in ("ids", "mask", "shapes", "gaps")]
        first = torch.from_numpy(b.first)
        tags, arcs, left, right = (x.numpy() for x in reader(*t, first))
        return tags, arcs, left, right

    @torch.no_grad()
    def label(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return reader.label(torch.from_numpy(left), torch.from_numpy(right)).numpy()

    return predict, label


def chain_of(folder: Path) -> tuple[np.ndarray, np.ndarray] | None:
    """Load how name tags follow one another, from a work folder or an exported one."""
    for name in ("heads.npz", "transitions.npz"):
        if (folder / name).exists():
            with np.load(folder / name) as arrays:
                return arrays["moves"].astype(np.float32), arrays["opening"].astype(np.float32)
    return None


def onnx_model(folder: Path) -> tuple[Predict, Label]:
    """Load an exported encoder."""
    import onnxruntime as ort

    session = ort.InferenceSession(str(folder / "reader.onnx"))
    with np.load(folder / "heads.npz") as arrays:
        weight, bias = arrays["weight"].astype(np.float32), arrays["bias"]

    def predict(b: Batch) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        names = ("ids", "mask", "shapes", "gaps")
        tags, arcs, left, right = session.run(None, {n: getattr(b, n) for n in names} | {"first": b.first})
        return tags, arcs, left, right

    def label(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return np.maximum(left + right, 0) @ weight.T + bias

    return predict, label


def vocabulary_of(work: Path) -> Vocabulary:
    """Load the labels of a work folder."""
    path = work / "vocabulary.json"
    data = json.loads((path if path.exists() else work / "labels.json").read_text())
    return Vocabulary(data["upos"], data["feats"], data["lemmas"], data["labels"])


def main() -> None:
    """Print the scores as JSON lines."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--onnx", action="store_true", help="the folder holds an exported encoder")
    p.add_argument("--original", type=Path, required=True)
    p.add_argument("--test", action="store_true")
    p.add_argument("--read", action="store_true", help="an exported encoder, read as the package reads")
    p.add_argument("--longest", type=int, default=100)
    args = p.parse_args()
    if args.read:
        for name, sentences in sets_of("test" if args.test else "dev").items():
            print(json.dumps({"set": name, **read_score(sentences, Encoder(args.work))}), flush=True)
        return
    predict, label = (onnx_model if args.onnx else torch_model)(args.work)
    pieces = Pieces(str(args.original / "tokenizer.json"))
    for name, sentences in sets_of("test" if args.test else "dev").items():
        found = score(sentences, pieces, vocabulary_of(args.work), predict, label, args.longest, chain_of(args.work))
        print(json.dumps({"set": name, "longest": args.longest, **found}), flush=True)


if __name__ == "__main__":
    main()
