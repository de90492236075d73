"""Figures of `quality/reports/` on PolNeAR's train split: what a second annotator reaches, and Crossread on a fifth.

`python -m crossread_scores.polnear_studies` prints them (with `PYTHONPATH=quality`; a few minutes).
"""

from __future__ import annotations

import re
from pathlib import Path

from crossread_scores import corpora, score_layers
from crossread_scores.exports import Export, merged
from crossread_scores.polnear import all_voices, marked_words
from crossread_scores.scoring import rounded
from crossread_scores.systems import read_layers

_LINE = re.compile(r"(T\d+\t\S+ \d+ \d+|E\d+\t)")
"""Lines of annotations; a few words in the train split run over a line break."""


def read_all(data: Path, split: str) -> list[list[Export]]:
    """Return the texts of a split, each as read by every one of its annotators, in order of their names."""
    archive = data / "polnear" / "train-dev.tar.xz"
    texts: dict[str, str] = {}
    notes: dict[str, list[str]] = {}
    for name, raw in corpora.members(archive, rf"^{split}/(text|attributions)/.*\.(txt|ann)$"):
        key = Path(name).stem
        if name.endswith(".txt"):
            texts[key] = raw.decode("utf-8")
        else:
            kept = [line for line in raw.decode("utf-8").split("\n") if _LINE.match(line)]
            notes.setdefault(re.sub(r"_[0-9a-f]{4}$", "", key), []).append("\n".join(kept))
    return [
        [corpora.polnear_case(name, texts[name], one) for one in notes[name]] for name in sorted(texts) if name in notes
    ]


def second_annotator(readings: list[list[Export]]) -> dict[str, float]:
    """Score the second annotator of each text against the first, where there are two."""
    twice = [cases for cases in readings if len(cases) > 1]
    first, second = merged([cases[0] for cases in twice]), merged([cases[1] for cases in twice])
    return {"texts": float(len(twice))} | score_layers.score_attributions(first, second)


def main() -> None:
    """Print the figures."""
    readings = read_all(corpora.data_folder(), "train")
    print("second annotator", rounded(second_annotator(readings)))
    gold = merged([cases[0] for cases in readings][::5])
    found = read_layers(gold["documents"])
    print("quotations, a fifth of train", rounded(marked_words(gold, found)))
    print("attribution, a fifth of train", rounded(all_voices(gold, found)))


if __name__ == "__main__":
    main()
