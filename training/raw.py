"""Score an exported encoder from raw text, by the rules of CoNLL 2018, and its speed.

`python -m training.raw FOLDER [--test]`. Documents are read one by one, as text: paragraphs are set
apart by a blank line. Words of the system and of the treebank are the same when they cover the same
characters; heads must be the same word; subtypes of relations do not count in LAS.
Tokens are counted as words, with contractions in their parts on both sides.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from crossread.extract.encoder import Encoder, Parse
from crossread.extract.tokens import tokenizer
from training import corpora
from training.corpora import Sentence
from training.evaluate import GAPS, documents, gold_spans

Pair = tuple[int, int]


def text_of(sentences: list[Sentence]) -> tuple[str, list[Pair]]:
    """Return the raw text of a document and where its words stand in it."""
    text, spans = "", []
    for sentence in sentences:
        for word, gap in zip(sentence.words, sentence.gaps, strict=True):
            text += GAPS[gap] if text else ""
            spans.append((len(text), len(text) + len(word)))
            text += word
    return text, spans


def cut(nlp: Any, text: str) -> tuple[list[str], list[str], list[Pair]]:
    """Return words, the gaps before them and where they stand."""
    words, gaps, spans, gap = [], [], [], ""
    for token in nlp.make_doc(text):
        if token.is_space:
            gap += token.text_with_ws
            continue
        words.append(token.text)
        gaps.append(gap)
        spans.append((token.idx, token.idx + len(token)))
        gap = token.whitespace_
    return words, gaps, spans


class Counter:
    """Hits, guesses and gold of each layer."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.counts: dict[str, list[int]] = {}

    def add(self, name: str, guess: set[Any], gold: set[Any]) -> None:
        """Count one document."""
        row = self.counts.setdefault(name, [0, 0, 0])
        row[0] += len(guess & gold)
        row[1] += len(guess)
        row[2] += len(gold)

    def scores(self) -> dict[str, float]:
        """Return F1 in percent."""
        return {k: round(200 * h / max(1, a + b), 2) for k, (h, a, b) in self.counts.items()}


def compare(count: Counter, sentences: list[Sentence], spans: list[Pair], parse: Parse, found: list[Pair]) -> None:
    """Count one document."""
    count.add("words", set(found), set(spans))
    ends = [(found[a][0], found[b - 1][1]) for a, b in parse.sentences]
    gold_ends, offset = [], 0
    gold: dict[str, set[Any]] = {n: set() for n in ("upos", "lemma-free", "uas", "las", "lasfull")}
    names: set[Any] = set()
    known = True
    for s in sentences:
        k = len(s.words)
        gold_ends.append((spans[offset][0], spans[offset + k - 1][1]))
        for i in range(k):
            here, head = spans[offset + i], s.heads[i]
            above = spans[offset + head - 1] if head else None
            gold["upos"].add((here, s.upos[i]))
            gold["uas"].add((here, above))
            gold["las"].add((here, above, s.labels[i].split(":")[0]))
            gold["lasfull"].add((here, above, s.labels[i]))
        known = known and bool(s.names)
        for a, b, kind in gold_spans(s) if s.names else ():
            names.add((spans[offset + a][0], spans[offset + b - 1][1], kind))
        offset += k
    count.add("sentences", set(ends), set(gold_ends))
    guess: dict[str, set[Any]] = {n: set() for n in gold}
    for i, here in enumerate(found):
        head = parse.heads[i]
        above = found[head] if head != i else None
        guess["upos"].add((here, parse.upos[i]))
        guess["uas"].add((here, above))
        guess["las"].add((here, above, parse.labels[i].split(":")[0]))
        guess["lasfull"].add((here, above, parse.labels[i]))
    for name in ("upos", "uas", "las", "lasfull"):
        count.add(name, guess[name], gold[name])
    if known and sentences[0].weight >= 1:
        told = {(found[a][0], found[b - 1][1], k) for a, b, k in parse.names if k in ("PER", "ORG", "LOC")}
        count.add("names", told, names)


def main() -> None:
    """Print scores and speed as JSON lines."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", type=Path)
    p.add_argument("--test", action="store_true")
    p.add_argument("--threads", type=int, default=2)
    args = p.parse_args()
    encoder, nlp = Encoder(args.folder, args.threads), tokenizer()
    part = "test" if args.test else "dev"
    for name, sentences in (("ewt", corpora.ewt(part)), ("gum", corpora.gum(part, sharealike=False))):
        count = Counter()
        words, begun = 0, time.perf_counter()
        for group in documents(sentences):
            text, spans = text_of(group)
            made, gaps, found = cut(nlp, text)
            parse = encoder.parse(made, gaps)
            words += len(made)
            compare(count, group, spans, parse, found)
        seconds = time.perf_counter() - begun
        print(json.dumps({"set": name, **count.scores(), "words/s": round(words / seconds)}), flush=True)


if __name__ == "__main__":
    main()
