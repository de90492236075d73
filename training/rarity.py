"""Count how common English words are: `data/rarity/words.tsv`, from the White House briefings of 2021-23 (CC0).

    python -m training.rarity --out words.tsv      count anew
    python -m training.rarity --compare            count anew and tell how far the shipped list is from it

The shipped list was counted when the project began, by a script that was not kept. This one was written afterwards,
from what the list says of itself, and comes close without giving the same bytes: `--compare` says how close. Measures
and weights rest on the shipped numbers; whoever replaces them measures again.

A paragraph is a line of nine words or more. A word's number is the share of paragraphs that hold it or one of its
plain inflected forms. Names are left out: words that stand with a capital more often than without.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from crossread_scores.corpora import data_folder

SHIPPED = Path(__file__).resolve().parents[1] / "src/crossread/data/rarity/words.tsv"
LEAST = 9
SIZE = 6000
HEAD = (
    "# How common an English word is: the word, and in how many of 10,000 paragraphs it stands (its plain inflected"
    " forms with it).\n# Counted on United States government briefings and statements, 2021-23 (CC0); single words"
    " only, names left out.\n"
)


def paragraphs(data: Path) -> Iterator[str]:
    """Yield the paragraphs of all briefings, in order of the files."""
    for path in sorted((data / "wh-briefings").glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                for paragraph in json.loads(line)["text"].split("\n"):
                    if len(paragraph.split()) >= LEAST:
                        yield paragraph


def forms(word: str) -> set[str]:
    """Return a word with its plain inflected forms."""
    found = {word, word + "s", word + "es", word + "ed", word + "d", word + "ing"}
    if word.endswith("y"):
        found |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word.endswith("e"):
        found.add(word[:-1] + "ing")
    return found


def count(data: Path) -> dict[str, float]:
    """Return, for each word that is no name, in how many of 10,000 paragraphs it stands; the commonest only."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    held: list[list[str]] = []
    for paragraph in paragraphs(data):
        words = set(re.findall(r"[A-Za-z]+", paragraph))
        plain = {word.lower() for word in words}
        small.update(word for word in words if word.islower())
        large.update(plain - words)
        held.append(sorted(plain))
    known = {word for word, number in small.items() if number > large[word]}
    bases = defaultdict(list)
    for word in known:
        for form in forms(word) & small.keys():
            bases[form].append(word)
    counts: Counter[str] = Counter()
    for words_of in held:
        counts.update({base for word in words_of for base in bases.get(word, ())})
    best = sorted(counts, key=lambda word: (-counts[word], word))[:SIZE]
    return {word: round(counts[word] * 10_000 / len(held), 1) for word in sorted(best)}


def compare(shipped: dict[str, float], counted: dict[str, float]) -> None:
    """Print how far two lists are from one another."""
    both = sorted(shipped.keys() & counted.keys())
    ratios = [counted[word] / shipped[word] for word in both]
    near = sum(0.95 <= ratio <= 1.05 for ratio in ratios)
    print(f"{len(both)} of {len(shipped)} shipped words are among those counted; of these {near} differ by 5% at most")
    print(f"median of counted / shipped: {median(ratios):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the corpora")
    parser.add_argument("--out", type=Path, help="write the list here")
    parser.add_argument("--compare", action="store_true", help="compare with the shipped list")
    options = parser.parse_args()
    counted = count(data_folder(options.data))
    if options.out:
        rows = "".join(f"{word}\t{number}\n" for word, number in counted.items())
        options.out.write_text(HEAD + rows, encoding="utf-8")
    if options.compare:
        lines = (line.split("\t") for line in SHIPPED.read_text("utf-8").splitlines() if not line.startswith("#"))
        compare({word: float(number) for word, number in lines}, counted)


if __name__ == "__main__":
    main()
