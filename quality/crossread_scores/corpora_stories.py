"""Readers of the public corpora that are not marked texts: answers, tolls, pairs of sentences, briefings."""

from __future__ import annotations

import csv
import io
import json
import lzma
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from crossread_scores.corpora import CorpusAbsentError
from crossread_scores.exports import Record, document


def read_nanco(data: Path) -> list[dict[str, Any]]:
    """Read NAnCo: questions with several outlets' answers: {question, answers: [(words, group, paragraph)]}."""
    path = data / "discord-questions" / "nanco_dataset.json.xz"
    if not path.is_file():
        raise CorpusAbsentError(path)
    with lzma.open(path) as stream:
        raw = json.load(stream)
    return [
        {
            "question": item["question"],
            "answers": [(a["Answer"], a["cluster_global"], a["Paragraph"]) for a in item["answers"]],
        }
        for item in raw
    ]


def read_tolls(data: Path) -> list[dict[str, Any]]:
    """Read UCDP GED: events with low and high of the dead and the headlines behind them: {id, articles, low, high}.

    Headlines follow their date inside quotation marks in `source_article`.
    """
    path = data / "ucdp-ged-ukraine" / "ucdp-2014-15.csv.xz"
    if not path.is_file():
        raise CorpusAbsentError(path)
    with lzma.open(path) as stream:
        rows = list(csv.DictReader(io.TextIOWrapper(stream, "utf-8")))
    found = []
    for row in rows:
        if not row["low"].isdigit() or not row["high"].isdigit():
            continue
        articles = re.findall(r'"([^",]+),(\d{4}-\d\d-\d\d),([^"]+)"', row["source_article"])
        # Many "headlines" are bare names of places: they tell nothing.
        articles = [article for article in articles if len(article[2].split()) > 3]
        if len(articles) > 1:
            found.append({"id": row["id"], "articles": articles, "low": int(row["low"]), "high": int(row["high"])})
    return found


@dataclass(frozen=True)
class Opposition:
    """Two texts, and whether they cannot both hold of the same thing; and their page, where known."""

    one: str
    other: str
    opposed: bool
    page: str = ""


def read_breaking_nli(data: Path, every: int = 40) -> list[Opposition]:
    """Read Breaking NLI: pairs of sentences that differ in one word; every `every`th pair.

    The others may be read to see which kinds of words are missing; these are for reporting.
    """
    rows = _json_lines(data / "breaking-nli" / "breaking_nli.jsonl.xz")[::every]
    return [Opposition(r["sentence1"], r["sentence2"], r["gold_label"] == "contradiction") for r in rows]


def read_fm2(data: Path, part: str = "report") -> list[Opposition]:
    """Read FM2 dev: a claim and its evidence, which supports or refutes it.

    Claims on one page of Wikipedia are told of the same sentences, so the corpus is parted by page: about a third of
    the pages, by a digest of their titles, are for reporting, the others for training (`training/answers.py`).

    Args:
        data: The folder of the corpora.
        part: "report", "train" or "all".
    """
    rows = _json_lines(data / "fm2" / "dev.jsonl.xz")
    return [
        Opposition(
            row["text"],
            " ".join(piece["text"].strip() for piece in row["gold_evidence"]),
            row["label"] == "REFUTES",
            row.get("wikipedia_page") or "",
        )
        for row in rows
        if part in {"all", _part(row.get("wikipedia_page") or "")}
    ]


def _part(page: str) -> str:
    """Return whether the claims on a page are for training or for reporting."""
    return "report" if sha256(page.encode()).digest()[0] % 3 == 0 else "train"


def _json_lines(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise CorpusAbsentError(path)
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def read_briefings(data: Path, kind: str = "statements-releases.2023") -> list[Record]:
    """Read White House briefings of one kind and year as documents."""
    path = data / "wh-briefings" / f"{kind}.jsonl.xz"
    if not path.is_file():
        raise CorpusAbsentError(path)
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    return [document(f"w{number:04d}", row["text"], published=row["date"]) for number, row in enumerate(rows)]
