# ruff: noqa: E501 - the card is prose
"""Write the model card from the score file: `python -m training.card FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HEAD = """# The encoder that ships with Crossread

**What it is.** A small network for English news and reports: parts of speech, features, base forms, dependency trees and sentence
boundaries after Universal Dependencies 2, names of six classes (PER, ORG, LOC, GROUP, EVENT, OTHER), and sentence vectors.
Six layers of 384 for reading, of which the lowest is shared with the original's six, which give the vectors.

| file | what |
|---|---|
| `reader.onnx` | from word pieces, word shapes and gaps to scores of tags and arcs |
| `vectors.onnx` | from word pieces to a vector of length 1 |
| `weights.bin` | the tensors of both graphs, each once |
| `heads.npz` | labels of arcs; which name tag follows which |
| `labels.json` | the label sets, the name of the weights |
| `tokenizer.json` | the word pieces of BERT, uncased |
| `scores.json` | every figure below, and more |

**How it was made.** {training} `make train` makes it again; `training/` holds the code, `docs/decisions/0010` and following the reasons.
Corpora and licences: `DATA-CREDITS.md`. **Licence of the weights: CC BY-SA 4.0**; the part that is all-MiniLM-L6-v2, quantised, stays under Apache-2.0.

**What it is for.** Reading accounts to compare them. It says what the words say, not what is true.

**Where it is weak.** Names of web pages and companies are found worse than people and places; restaurants and the like, which one corpus calls places, waver
between LOC and ORG. GROUP, EVENT and OTHER are learnt from few and partly machine-made marks and were measured with no gold. Text without capitals, verse, tables and lists were hardly
seen. Other languages than English were not. Corpora of the United States prevail, with their names, places and spellings: people and places of other regions are likelier to be missed.
A word may be read otherwise when other text of the same document changes (8-bit arithmetic shares a scale).

"""


def table(title: str, rows: dict[str, dict[str, float]]) -> str:
    """Return a Markdown table; one row per set."""
    columns = list(dict.fromkeys(k for row in rows.values() for k in row))
    lines = [
        f"**{title}**",
        "",
        "| set | " + " | ".join(columns) + " |",
        "|---|" + "---|" * len(columns),
        *(
            f"| {name} | " + " | ".join(str(row.get(column, "")) for column in columns) + " |"
            for name, row in rows.items()
        ),
    ]
    return "\n".join(lines) + "\n\n"


def card(scores: dict[str, Any]) -> str:
    """Return the text of the card."""
    eight = {f"{name} {part}": row for part, sets in scores["gold words, int8"].items() for name, row in sets.items()}
    raw = {
        f"{row['set']} {part}": {k: v for k, v in row.items() if k not in ("set", "words/s")}
        for part, rows in scores["raw text"].items()
        for row in rows
    }
    ours, original = scores["vectors"]
    vectors = {
        "here": {"sts-news, mean": ours["sts"]["mean"], "NAnCo": ours["nanco"]},
        "original, 32 bits": {"sts-news, mean": original["sts"]["mean"], "NAnCo": original["nanco"]},
    }
    size = sum(scores["bytes"].values()) / 1e6
    load, speed = scores["load"], scores["speed, one thread"]
    return (
        HEAD.format(training=scores["training"])
        + table(
            "On gold words, sentences known, read as the package reads (percent; LAS without subtypes, lasfull with; names: strict F1 of PER, LOC, ORG)",
            eight,
        )
        + table("From raw text (F1, CoNLL 2018 rules; words, not tokens)", raw)
        + table("Sentence vectors (Pearson times 100; balanced accuracy at the best threshold)", vectors)
        + f"Largest loss of any figure by 8 bits against 32: {scores['largest loss by int8']} points. Size {size:.1f} MB; "
        f"loads in {load['seconds']} s; {load['mb']} MB of memory after reading 12,000 words; {speed['words/cpu second']} words "
        f"a second of one core from raw text, {speed['ratio to bare encoder']} of the bare network "
        f"({scores['machine']}, {scores['measured']}).\n\n"
        "The wikigold set is the held-out part (documents whose number ends in 7, 8 or 9); the others of wikigold, and the train and dev\n"
        "parts of the rest, were trained on. The dev part of UNER set the 182 numbers of which name tag follows which, so its names figure is a little\n"
        "flattered. Test parts were looked at once for each of the two rounds of training.\n"
    )


def main() -> None:
    """Write `MODEL.md` beside the score file."""
    folder = Path(sys.argv[1])
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    (folder / "MODEL.md").write_text(card(scores), encoding="utf-8")


if __name__ == "__main__":
    main()
