"""Score the parse of sentences with quotation marks, joined numbers and initials.

`python -m training.marks FOLDER ORIGINAL`. Dev parts of EWT and GUM, gold words. The same sentences are read with
straight, curly and single marks, and without any (words are taken out only where nothing depends on them).
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

from training.corpora import Sentence
from training.evaluate import onnx_model, score, sets_of, vocabulary_of
from training.windows import Pieces, drop

MARKS = {'"', "“", "”", "''", "``"}


def respell(sentence: Sentence, pair: str) -> Sentence:
    """Spell the double quotation marks of a sentence with an opening and a closing one."""
    words, opened = [], False
    for word in sentence.words:
        opened = not opened if word in MARKS else opened
        words.append((pair[0] if opened else pair[1]) if word in MARKS else word)
    return replace(sentence, words=words)


def main() -> None:
    """Print one JSON line per phenomenon."""
    folder, original = Path(sys.argv[1]), Path(sys.argv[2])
    predict, label = onnx_model(folder)
    pieces, vocabulary = Pieces(str(original / "tokenizer.json")), vocabulary_of(folder)
    sentences = [s for part in sets_of("dev").values() for s in part]
    quoted = [s for s in sentences if MARKS & set(s.words)]
    sets = {
        "quoted, straight": [respell(s, '""') for s in quoted],
        "quoted, curly": [respell(s, "“”") for s in quoted],
        "quoted, single": [respell(s, "‘’") for s in quoted],
        "quoted, single straight": [respell(s, "''") for s in quoted],
        "quoted, marks taken out": [drop(s, {i for i, w in enumerate(s.words) if w in MARKS}) for s in quoted],
        "figure and hyphen": [s for s in sentences if re.search(r"\d-[a-z]", glued(s))],
        "initials": [s for s in sentences if any(re.fullmatch(r"[A-Z]\.", w) for w in s.words)],
        "apostrophes, curly": [replace(s, words=[w.replace("'", "’") for w in s.words]) for s in sentences],
        "all": sentences,
    }
    for name, chosen in sets.items():
        found = score(chosen, pieces, vocabulary, predict, label)
        told = {k: found[k] for k in ("upos", "uas", "las") if k in found}
        print(json.dumps({"set": name, "sentences": len(chosen), **told}), flush=True)


def glued(sentence: Sentence) -> str:
    """Return the text of a sentence."""
    return "".join((" " if g else "") + w for w, g in zip(sentence.words, sentence.gaps, strict=True))


if __name__ == "__main__":
    main()
