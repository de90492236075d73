"""Set Crossread's figures, dates and direct quotations beside quantulum3, dateparser and textacy: accuracy and speed.

    python benchmarks/peers/compare.py [--data FOLDER] [--write]

The peers are installed from requirements.txt into an environment of their own (`benchmarks/peers/.venv`). Texts are the
marked examples of this repository (`tests/examples`) and, where they are at hand, the public corpora. `--write` puts
the tables into README.md. textacy needs a parse and ships none: it gets the one of Crossread's encoder, so its time is
that of its rules alone.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
sys.path.insert(0, str(REPOSITORY / "quality"))

from crossread.extract.actors import find_actors  # noqa: E402 - after the path is set
from crossread.extract.dates import find_dates  # noqa: E402 - after the path is set
from crossread.extract.figures import find_figures  # noqa: E402 - after the path is set
from crossread.extract.models import load_encoder  # noqa: E402 - after the path is set
from crossread.extract.parsing import parse_passages  # noqa: E402 - after the path is set
from crossread.extract.quotations import find_quotations  # noqa: E402 - after the path is set
from crossread.extract.reading import Reading, read_words  # noqa: E402 - after the path is set
from crossread.model.document import Document  # noqa: E402 - after the path is set
from crossread.model.value import PartialDate  # noqa: E402 - after the path is set
from crossread.read.passages import split_passages  # noqa: E402 - after the path is set
from crossread.show.export import records  # noqa: E402 - after the path is set
from crossread_scores import corpora, score_layers  # noqa: E402 - after the path is set
from crossread_scores.exports import Export, Record, document, empty_export, merged, place  # noqa: E402 - after the path is set
from crossread_scores.marks import parse  # noqa: E402 - after the path is set
from crossread_scores.polnear import marked_words  # noqa: E402 - after the path is set

_WORD = re.compile(r"\w+")
_MARKS = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb "


# --- the texts -----------------------------------------------------------------------------------------------------


def examples(layer: str) -> Export:
    """Return the marked examples of a layer as gold; known failures are among them."""
    cases = []
    for path in sorted((REPOSITORY / "tests" / "examples").glob(f"{layer}-*.txt")):
        published: str | None = None
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("published:"):
                published = line.partition(":")[2].strip()
                published = None if published == "none" else published
            elif line.strip() and not line.startswith("#"):
                cases.append(_example(f"{path.stem}-{number}", line.removeprefix("! "), published))
    return merged(cases)


def _example(name: str, line: str, published: str | None) -> Export:
    """Return one example as gold."""
    marked = parse(line)
    case = empty_export([document(name, marked.text, published=published)])
    actors = {mark.get("id"): mark for mark in marked.marks if mark.name == "actor"}
    for number, mark in enumerate(marked.marks):
        key, span = f"{name}.{number}", [mark.start, mark.end]
        if mark.name == "date":
            value = {"type": mark.get("type", "DATE"), "value": mark.get("value"), "mod": None, "anchor": None}
            case["dates"].append(place(key, name, *span) | value)
        elif mark.name == "fig":
            low, high = ((mark.get(side) or mark.get("n")) for side in ("low", "high"))
            case["figures"].append(
                place(key, name, *span)
                | {
                    "number": span,
                    "low": float(low) if low else None,
                    "high": float(high) if high else None,
                    "approximation": mark.get("approx", "exact"),
                    "unit": mark.get("unit") or None,
                    "counted": None,
                }
            )
        elif mark.name == "q":
            by = actors.get(mark.get("by"))
            speaker = {"actor": None, "span": [by.start, by.end], "text": marked.words(by)} if by else None
            kind = mark.get("kind", "direct")
            case["quotations"].append(
                {"id": key, "document": name, "spans": [span], "kind": kind, "speaker": speaker, "cue": None}
            )
    return case


def materials(data: Path) -> list[tuple[str, str, Export]]:
    """Return layer, name and gold of everything at hand."""
    found: list[tuple[str, str, Export]] = [
        ("figures", "tests/examples", examples("figures")),
        ("dates", "tests/examples", examples("dates")),
        ("quotations", "tests/examples", examples("quotations")),
    ]
    readers: list[tuple[str, str, Callable[[Path], Sequence[Export]]]] = [
        ("figures", "quantulum3's tests", corpora.read_quantulum),
        ("dates", "TempEval-3 TBAQ", corpora.read_timebank),
        ("quotations", "PolNeAR dev", corpora.read_polnear),
    ]
    for layer, name, reader in readers:
        try:
            found.append((layer, name, merged(reader(data))))
        except corpora.CorpusAbsentError as absent:
            print(f"skip {name}: {absent}", file=sys.stderr)
    return found


# --- the peers -----------------------------------------------------------------------------------------------------


def environment() -> Path:
    """Return the interpreter of the peers' environment; it is made where it is missing or out of date."""
    folder, wanted = HERE / ".venv", (HERE / "requirements.txt").read_text("utf-8")
    python, done = folder / "bin" / "python", folder / "installed.txt"
    if not done.is_file() or done.read_text("utf-8") != wanted:
        venv.create(folder, clear=True, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "-r", str(HERE / "requirements.txt")]
        subprocess.run(command, check=True)
        done.write_text(wanted, "utf-8")
    return python


def parsed_record(reading: Reading, key: str) -> Record:
    """Return a reading as plain lists, for a spaCy Doc."""
    words = reading.words
    text = reading.document.text
    starts = {sentence.first for sentence in reading.sentences}
    return {
        "id": key,
        "words": [word.text for word in words],
        "spaces": [text[word.end : word.end + 1].isspace() for word in words],
        "pos": [word.tag.value for word in words],
        "lemmas": [word.lemma for word in words],
        "heads": [word.head if word.head is not None else place for place, word in enumerate(words)],
        "deps": [word.label or "dep" for word in words],
        "sent_starts": [place in starts for place in range(len(words))],
        "starts": [word.start for word in words],
    }


def run_peers(python: Path, asked: dict[str, list[Record]]) -> dict[str, Record]:
    """Run the peers in their environment."""
    command = [str(python), str(HERE / "run_peers.py")]
    told = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    answer: dict[str, Record] = json.loads(told.stdout)
    return answer


def peer_export(layer: str, gold: Export, answer: Record) -> Export:
    """Return what a peer found in the shape of the case export."""
    case = empty_export(gold["documents"])
    by_document = score_layers.by_document(gold["dates"])
    for number, one in enumerate(answer["found"]):
        key, name, span = f"p{number}", one["document"], one["span"]
        if layer == "figures":
            many = {"dozen": 12, "gross": 144}.get(one["unit"], 1)
            value, spread = many * float(one["value"]), float(one["uncertainty"])
            unit = None if many > 1 else corpora.QUANTULUM_UNITS.get(one["unit"], one["unit"])
            case["figures"].append(
                place(key, name, *span)
                | {"number": span, "low": value - spread, "high": value + spread}
                | {"approximation": "exact", "unit": unit, "counted": None}
            )
        elif layer == "dates":
            value = _as_exact(one["value"], span, by_document.get(name, []))
            case["dates"].append(
                place(key, name, *span) | {"type": "DATE", "value": value, "mod": None, "anchor": None}
            )
        else:
            text = next(item["text"] for item in gold["documents"] if item["id"] == name)
            span, speaker = _without_marks(text, span), one["speaker"]
            case["quotations"].append(
                {
                    "id": key,
                    "document": name,
                    "spans": [span],
                    "kind": "direct",
                    "speaker": {"actor": None, "span": speaker, "text": text[slice(*speaker)]},
                    "cue": None,
                }
            )
    return case


def _without_marks(text: str, span: Sequence[int]) -> list[int]:
    """Return a quotation without its marks: textacy counts them in, gold does not."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return [start, end]


def _as_exact(value: str, span: Sequence[int], gold: Sequence[Record]) -> str:
    """Return a day cut to what the gold date there tells: dateparser always names a day."""
    for one in gold:
        if (
            one["span"][0] < span[1]
            and span[0] < one["span"][1]
            and re.fullmatch(r"\d{4}(-\d\d){0,2}", one["value"] or "")
        ):
            return value[: len(one["value"])]
    return value


# --- Crossread -----------------------------------------------------------------------------------------------------


def read(gold: Export) -> tuple[list[Reading], float]:
    """Read the documents with the shipped encoder; return the seconds too."""
    encoder = load_encoder()
    encoder.parse(["Hello", "."], [" ", ""], [0])
    readings = []
    begun = time.process_time()
    for item in gold["documents"]:
        published = PartialDate.parse(item["published"]) if item["published"] else None
        made = Document.named(item["path"], item["text"], sha256=item["sha256"], published=published)
        passages = split_passages(made).found
        readings.append(read_words(made, passages, parse_passages(encoder, made, passages)))
    return readings, time.process_time() - begun


def crossread(layer: str, gold: Export, readings: Sequence[Reading]) -> tuple[Export, float]:
    """Return what Crossread finds in readings, and the seconds of the layer with those it stands on."""
    case = empty_export(gold["documents"])
    pairs = list(zip(gold["documents"], readings, strict=True))
    begun = time.process_time()
    for item, reading in pairs:
        text = item["text"]
        if layer == "quotations":
            mentions = find_actors(reading).found
            rows: list[Any] = [
                records.quotation_record(one, text, {}) for one in find_quotations(reading, mentions).found
            ]
        else:
            dates = find_dates(reading).found
            rows = [records.date_record(one) for one in dates]
            if layer == "figures":
                rows = [records.figure_record(one, text) for one in find_figures(reading, dates).found]
        case[layer].extend(row | {"document": item["id"]} for row in rows)
    return case, time.process_time() - begun


# --- the tables ----------------------------------------------------------------------------------------------------

SCORERS = {
    "figures": (score_layers.score_figures, ("span", "value", "unit")),
    "dates": (score_layers.score_dates, ("relaxed", "strict", "value")),
    "quotations": (score_layers.score_quotations, ("span", "overlap", "speaker")),
}
PEERS = {"figures": "quantulum3", "dates": "dateparser", "quotations": "textacy"}


def scores(layer: str, name: str, gold: Export, found: Export) -> Record:
    """Score what was found; in PolNeAR only marked words inside annotated contents are gold."""
    scorer, wanted = SCORERS[layer]
    figures = marked_words(gold, found) if name.startswith("PolNeAR") else scorer(gold, found)
    return {key: figures.get(key) for key in wanted}


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the public corpora")
    parser.add_argument("--write", action="store_true", help="write the tables into README.md")
    options = parser.parse_args()
    sets = materials(corpora.data_folder(options.data))
    readings = {(layer, name): read(gold) for layer, name, gold in sets}
    asked: dict[str, list[Record]] = {}
    for layer, name, gold in sets:
        documents = gold["documents"]
        if layer == "quotations":
            pairs = zip(documents, readings[layer, name][0], strict=True)
            asked[f"{layer}/{name}"] = [parsed_record(reading, item["id"]) for item, reading in pairs]
        else:
            asked[f"{layer}/{name}"] = [
                {"id": item["id"], "text": item["text"], "published": item["published"]} for item in documents
            ]
    answers = run_peers(environment(), asked)
    table = "\n".join(rows(sets, readings, answers))
    print(table)
    if options.write:
        write(table)


def rows(sets: Sequence[Any], readings: Any, answers: dict[str, Record]) -> list[str]:
    """Return the lines of the table."""
    lines = [
        "| layer | texts | system | accuracy | words a second | refused |",
        "|---|---|---|---|---|---|",
    ]
    for layer, name, gold in sets:
        count = sum(len(_WORD.findall(item["text"])) for item in gold["documents"])
        made, reading_took = readings[layer, name]
        ours, took = crossread(layer, gold, made)
        answer = answers[f"{layer}/{name}"]
        theirs = peer_export(layer, gold, answer)
        speed = f"{count / took:,.0f} (with reading and parse {count / (took + reading_took):,.0f})"
        lines.append(f"| {layer} | {name} | Crossread | {_shown(scores(layer, name, gold, ours))} | {speed} | 0 |")
        shown = _shown(scores(layer, name, gold, theirs))
        rate = count / max(answer["seconds"], 1e-9)
        lines.append(f"| {layer} | {name} | {PEERS[layer]} | {shown} | {rate:,.0f} | {answer['failed']} |")
    return lines


def _shown(figures: Record) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in figures.items() if value is not None)


def write(table: str) -> None:
    """Put the table between the two marks in README.md, with machine and versions."""
    path = HERE / "README.md"
    head, _, rest = path.read_text("utf-8").partition("<!-- table -->\n")
    _, _, tail = rest.partition("<!-- end -->")
    day = time.strftime("%Y-%m-%d", time.gmtime())
    stamp = f"{day}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    path.write_text(f"{head}<!-- table -->\n{stamp}\n\n{table}\n<!-- end -->{tail}", "utf-8")


if __name__ == "__main__":
    main()
