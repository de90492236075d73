"""Any number of accounts, made of the accounts corpus by script: the same telling, of other people, places, years.

Each generated event is one event of the corpus (train and dev; test stays unseen) with its invented names swapped for
newly made ones, its years moved, its figures in digits multiplied, and a seventh of its paragraphs left out. Events
made of the same one are *twins*: their sentences are alike, their facts are not, which is as hard as it gets for a
program that must not mix them up. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "quality"))

from crossread.text.rarity import rarity  # noqa: E402
from crossread_scores.accounts import AccountsEvent, event_folders, load_event  # noqa: E402

_NAME = re.compile(r"\b(?:[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+|[A-ZÀ-ÖØ-Þ]{2,})\b")
_YEAR = re.compile(r"\b20\d\d\b")
_DIGITS = re.compile(r"\d+(?:,\d{3})*")
_KEPT = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mr mrs ms dr i i've i'm god".split()
)
_ONSETS = "b br c ch d dr f g gr h j k kl l m n p pr r s sh st t tr v w y z".split()
_VOWELS = "a e i o u ai ea io ou".split()
_CODAS = "l m n r s th nd rk sk v".split()
_LEFT_OUT = 7


@dataclass(frozen=True)
class Made:
    """One generated account.

    Attributes:
        path: Relative path of its file.
        event: Number of the generated event.
        model: The event of the corpus that it was made of; events of one model are twins.
        text: Its words.
        row: Its line in `sources.csv`: source, family, author, published.
    """

    path: str
    event: int
    model: str
    text: str
    row: tuple[str, str, str, str]


def accounts(count: int, seed: int = 0) -> Iterator[Made]:
    """Yield `count` generated accounts, event by event."""
    models = [load_event(folder) for folder in event_folders(REPOSITORY / "accounts")]
    models = [model for model in models if model.sheet.split != "test"]
    made = number = 0
    while made < count:
        for account in _event(models[number % len(models)], number, seed):
            if made < count:
                yield account
                made += 1
        number += 1


def write(folder: Path, count: int, seed: int = 0) -> dict[str, Made]:
    """Write generated accounts with their `sources.csv` into a folder; return them without their words, by path."""
    found = {}
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["path", "source", "family", "author", "published"])
        for account in accounts(count, seed):
            target = folder / account.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(account.text, encoding="utf-8")
            rows.writerow([account.path, *account.row])
            found[account.path] = replace(account, text="")
    return found


class _Swap:
    """The names, years and figures of one generated event."""

    def __init__(self, model: AccountsEvent, number: int, seed: int) -> None:
        self.chance = Random(f"{seed} {number}")  # noqa: S311 - a seeded generator is the point
        self.years = self.chance.randrange(-12, 40)
        self.factor = self.chance.choice((2, 3, 4, 5, 6, 7, 8, 9))
        # Written with a capital, and no common English word in any form: a name, or an acronym.
        self.names = {
            word: ""
            for key in sorted(model.texts)
            for word in _NAME.findall(model.texts[key].text)
            if (low := word.casefold()) not in _KEPT and rarity(low) >= 1.0 and rarity(low.removesuffix("s")) >= 1.0
        }
        known: dict[str, str] = {}
        for word in sorted(self.names):
            short = word.isupper() and len(word) < 5
            made = known.setdefault(word.casefold(), self._acronym(len(word)) if short else self._word())
            self.names[word] = made.upper() if word.isupper() else made.capitalize()

    def _acronym(self, length: int) -> str:
        return "".join(self.chance.choice("BCDFGHKLMNPRSTVWZ") for _ in range(length))

    def _word(self) -> str:
        parts = [
            self.chance.choice(_ONSETS) + self.chance.choice(_VOWELS) for _ in range(self.chance.choice((2, 2, 3)))
        ]
        return "".join(parts) + self.chance.choice((*_CODAS, ""))

    def words(self, text: str) -> str:
        """Return the text with other names and years."""
        text = _NAME.sub(lambda match: self.names.get(match[0], match[0]), text)
        return _YEAR.sub(lambda match: str(int(match[0]) + self.years), text)

    def figures(self, text: str) -> str:
        """Return the words of a figure with its digits multiplied."""
        return _DIGITS.sub(lambda match: f"{int(match[0].replace(',', '')) * self.factor:,}", text)

    def source(self, name: str) -> str:
        """Return the name of an outlet that no other event has."""
        swapped = self.words(name)
        return swapped if swapped != name else f"{self.names[min(self.names)]} {name}"


def _event(model: AccountsEvent, number: int, seed: int) -> Iterator[Made]:
    """Yield the accounts of one generated event."""
    swap = _Swap(model, number, seed)
    for key, outlet in sorted(model.sheet.outlets.items()):
        marked = model.texts[key]
        text, pieces, last = marked.text, [], 0
        for mark in marked.marks:
            if mark.name == "fig" and mark.start >= last:
                pieces += [text[last : mark.start], swap.figures(text[mark.start : mark.end])]
                last = mark.end
        whole = swap.words("".join([*pieces, text[last:]]))
        parts = whole.split("\n\n")
        kept = [part for place, part in enumerate(parts) if place < 2 or _draw(number, key, place, seed) % _LEFT_OUT]
        published = swap.words(outlet.published or "")
        row = (swap.source(outlet.name), swap.source(outlet.family) if outlet.family else "", outlet.author or "")
        yield Made(
            f"e{number:05d}/{key}.txt",
            number,
            model.sheet.id,
            "\n\n".join(kept),
            (row[0], row[1], swap.words(row[2]), published),
        )


def _draw(*parts: object) -> int:
    """Return a number that depends on these alone."""
    return int.from_bytes(sha256(repr(parts).encode()).digest()[:4])
