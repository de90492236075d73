"""Readers of the public corpora in `../shared/data`: each gives gold exports; nothing of a corpus is ever kept.

Every reader takes the folder of the corpora and yields exports in the shape of EXPORT.md. A corpus that is not there
raises `CorpusAbsentError`; the scorecard then says that it was skipped.
"""

from __future__ import annotations

import json
import os
import re
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from crossread_scores.exports import Export, Record, document, empty_export, place, speaker_at, words_at

REPOSITORY = Path(__file__).resolve().parents[2]


class CorpusAbsentError(Exception):
    """A corpus that is not where it is looked for."""

    def __init__(self, path: Path) -> None:
        """Say which, and where to put it."""
        super().__init__(f"{path} is absent; set CROSSREAD_DATA or --data to the folder of the corpora")


def data_folder(given: Path | None = None) -> Path:
    """Return the folder of the corpora: the given one, `$CROSSREAD_DATA`, or `../shared/data` of the repository."""
    return given or Path(os.environ.get("CROSSREAD_DATA") or REPOSITORY.parent / "shared" / "data")


def digest_of(*paths: Path) -> str:
    """Return the SHA-256 over the files, in order.

    Raises:
        CorpusAbsentError: If one is not there.
    """
    whole = sha256()
    for path in paths:
        if not path.is_file():
            raise CorpusAbsentError(path)
        whole.update(path.read_bytes())
    return whole.hexdigest()


def members(path: Path, wanted: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of the members of an archive whose name matches the pattern `wanted`, by name."""
    if not path.is_file():
        raise CorpusAbsentError(path)
    with tarfile.open(path) as archive:
        chosen = [member for member in archive.getmembers() if member.isfile() and re.search(wanted, member.name)]
        for member in sorted(chosen, key=lambda member: member.name):
            stream = archive.extractfile(member)
            if stream is not None and not Path(member.name).name.startswith("."):
                yield member.name, stream.read()


def _tree(raw: bytes) -> ET.Element:
    return ET.fromstring(raw)  # noqa: S314 - a corpus at hand, pinned by its digest


# --- dates ---------------------------------------------------------------------------------------------------------


def read_timebank(data: Path) -> list[Export]:
    """Read TempEval-3's TBAQ: the TEXT of each file with its TIMEX3 marks; published is the day of creation."""
    return [
        _timebank_case(Path(name).stem, _tree(raw))
        for name, raw in members(data / "tempeval3-tbaq" / "timebank-aquaint.tar.xz", r"(AQUAINT|TimeBank)/[^/]+\.tml$")
    ]


def _timebank_case(name: str, root: ET.Element) -> Export:
    created = root.find(".//DCT/TIMEX3")
    body = root.find("TEXT")
    if body is None:
        body = root
    pieces: list[str] = []
    marks: list[tuple[int, int, ET.Element]] = []
    _walk(body, pieces, marks)
    text = "".join(pieces)
    published = created.get("value", "")[:10] if created is not None else ""
    case = empty_export(
        [document(name, text, published=published if re.fullmatch(r"\d{4}(-\d\d){0,2}", published) else None)]
    )
    case["dates"] = [
        place(f"{name}.{number}", name, start, end)
        | {"type": mark.get("type"), "value": mark.get("value"), "mod": mark.get("mod"), "anchor": None}
        for number, (start, end, mark) in enumerate(marks)
        if start < end
    ]
    return case


def _walk(element: ET.Element, pieces: list[str], marks: list[tuple[int, int, ET.Element]]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, marks)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        marks.append((start, sum(map(len, pieces)), element))


# --- figures -------------------------------------------------------------------------------------------------------


def read_meantime_values(data: Path) -> list[Export]:
    """Read MEANTIME's VALUE marks; the text is put together from the tokens. Numbers are not given: spans only."""
    archive = data / "meantime" / "gm-stock-apple.tar.xz"
    return [_meantime_case(Path(name).stem, _tree(raw)) for name, raw in members(archive, r"^intra_cross.*\.xml$")]


def _meantime_case(name: str, root: ET.Element) -> Export:
    text, places = detokenised(root)
    case = empty_export([document(name, text)])
    for number, mark in enumerate(root.iter("VALUE")):
        tokens = [places[anchor.get("t_id", "")] for anchor in mark.iter("token_anchor")]
        if tokens:
            start, end = min(a for a, _ in tokens), max(b for _, b in tokens)
            case["figures"].append(_figure(name, number, (start, end)))
    return case


_NO_SPACE_BEFORE = frozenset([".", ",", ";", ":", "!", "?", ")", "'s", "n't", "%", "\u2019s", "''", "'"])
_NO_SPACE_AFTER = frozenset(["(", "$", "``", "\u20ac", "\u00a3"])


def detokenised(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text of a tokenised article, a line a sentence, and where each token stands in it."""
    text, places, sentence, last = "", {}, "0", ""
    for token in root.iter("token"):
        word = token.text or ""
        if token.get("sentence", "0") != sentence:
            text, sentence = text + "\n", token.get("sentence", "0")
        elif text and word not in _NO_SPACE_BEFORE and last not in _NO_SPACE_AFTER:
            text += " "
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text, last = text + word, word
    return text, places


def _figure(name: str, number: int, span: tuple[int, int], low: float | None = None, unit: str | None = None) -> Record:
    return place(f"{name}.{number}", name, *span) | {
        "number": list(span),
        "low": low,
        "high": low,
        "approximation": "exact",
        "unit": unit,
        "counted": None,
    }


QUANTULUM_UNITS = {
    "dimensionless": None,
    "dollar": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "percentage": "percent",
    "metre": "m",
    "kilometre": "km",
    "centimetre": "cm",
    "milligram": "mg",
    "kilogram": "kg",
    "square kilometre": "km2",
    "cubic kilometre": "km3",
    "nanometre": "nm",
    "pound-mass": "pound",
    "penny": "pence",
    "hectare": "ha",
    "millilitre": "ml",
    "cubic centimetre": "ml",
    "centilitre": "cl",
    "microgram": "\u00b5g",
    "electronvolt": "eV",
    "teraelectronvolt": "TeV",
    "gigabyte": "GB",
    "terabyte": "TB",
    "milligray": "mGy",
    "kelvin": "K",
    "percentage point": "percentage point",
    "dollar per hour": "USD/hour",
    "dollar per kilogram": "USD/kg",
    "gigahertz": "GHz",
    "megawatt hour": "MWh",
    "watt hour": "Wh",
    "megabyte": "MB",
    "degree Celsius": "\u00b0C",
    "degree fahrenheit": "\u00b0F",
    "kilometre per hour": "km/h",
}


def read_quantulum(data: Path) -> list[Export]:
    """Read quantulum3's own tests: sentences with surface, value and unit; a spread gives low and high."""
    path = data / "quantulum3-tests" / "quantities.json"
    if not path.is_file():
        raise CorpusAbsentError(path)
    return [_quantulum_case(f"q{number:03d}", item) for number, item in enumerate(json.loads(path.read_text("utf-8")))]


def _quantulum_case(name: str, item: dict[str, Any]) -> Export:
    text, at = item["req"], 0
    case = empty_export([document(name, text)])
    for number, quantity in enumerate(item["res"]):
        start = text.find(quantity["surface"], at)
        if start < 0:
            start = text.find(quantity["surface"])
        if start < 0:
            continue
        at = start + len(quantity["surface"])
        # Quantulum counts in dozens where we count things.
        many = {"dozen": 12, "baker's dozen": 13, "gross": 144}.get(quantity["unit"], 1)
        value, spread = many * float(quantity["value"]), float(quantity.get("uncertainty") or 0.0)
        unit = None if many > 1 else QUANTULUM_UNITS.get(quantity["unit"], quantity["unit"])
        figure = _figure(name, number, (start, at), value, unit)
        case["figures"].append(figure | {"low": value - spread, "high": value + spread})
    return case


def read_re3d_quantities(data: Path) -> list[Export]:
    """Read re3d's Quantity entities: spans only (they hold the counted noun too)."""
    documents: dict[str, Export] = {}
    entities: list[dict[str, Any]] = []
    for name, raw in members(data / "re3d" / "re3d-without-bbc.tar.xz", r"(documents|entities)\.json$"):
        rows = [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
        if name.endswith("documents.json"):
            documents |= {row["_id"]: empty_export([document(row["_id"], row["text"])]) for row in rows}
        else:
            entities += rows
    for number, row in enumerate(entities):
        case = documents.get(row["documentId"])
        if row["type"] == "Quantity" and case is not None:
            case["figures"].append(_figure(row["documentId"], number, (row["begin"], row["end"])))
    return [documents[key] for key in sorted(documents)]


# --- attributions --------------------------------------------------------------------------------------------------


def read_polnear(data: Path, split: str = "dev") -> list[Export]:
    """Read PolNeAR: attributions with source, cue and content.

    `quotations` are the stretches between double quotation marks that lie inside one content; the rest of the text has
    no gold for them (titles, scare quotes), so a scorer of quotations looks at these only.
    """
    archive = data / "polnear" / "train-dev.tar.xz"
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    for name, raw in members(archive, rf"^{split}/(text|attributions)/.*\.(txt|ann)$"):
        key = Path(name).stem
        if name.endswith(".txt"):
            texts[key] = raw.decode("utf-8")
        else:  # several annotators may have read one text: the first by name counts
            notes.setdefault(re.sub(r"_[0-9a-f]{4}$", "", key), raw.decode("utf-8"))
    return [polnear_case(name, texts[name], notes[name]) for name in sorted(texts) if name in notes]


def polnear_case(name: str, text: str, notes: str) -> Export:
    """Return the gold of one text as one annotator read it."""
    spans: dict[str, list[list[int]]] = {}
    relations: list[tuple[str, dict[str, str]]] = []
    for line in notes.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            kind_and_place = rest.split("\t")[0]
            spans[key] = sorted(
                [int(a), int(b)] for a, b in (p.split() for p in kind_and_place.split(" ", 1)[1].split(";"))
            )
        elif key.startswith("E"):
            relations.append((key, dict(part.split(":") for part in rest.split())))
    case = empty_export([document(name, text)])
    case["attributions"] = [
        _attribution(name, text, key, parts, spans) for key, parts in relations if _role(parts, "Content")
    ]
    case["quotations"] = [
        record for attribution in case["attributions"] for record in _marked_words(name, text, attribution)
    ]
    return case


def _role(parts: dict[str, str], role: str) -> list[str]:
    return [target for name, target in parts.items() if re.fullmatch(role + r"\d*", name)]


def _attribution(name: str, text: str, key: str, parts: dict[str, str], spans: dict[str, list[list[int]]]) -> Record:
    stretches = {
        role: sorted(span for target in _role(parts, role) for span in spans[target])
        for role in ("Content", "Source", "Cue")
    }
    source, cue = (_hull(stretches[role]) for role in ("Source", "Cue"))
    return {
        "id": f"{name}.{key}",
        "document": name,
        "content": stretches["Content"],
        "source": speaker_at(text, source),
        "cue": words_at(text, cue),
        "kind": "speech",
    }


def _hull(spans: list[list[int]]) -> list[int] | None:
    return [spans[0][0], spans[-1][1]] if spans else None


_MARKED = re.compile(r"(?:''|[\"\u201c])([^\"\u201c\u201d\n]+?)(?:''|[\"\u201d])")


def _marked_words(name: str, text: str, attribution: Record) -> Iterator[Record]:
    """Yield the words in double quotation marks inside one content.

    Straight marks are paired inside the content only, where they open and close in turn; a stretch may have its marks
    outside.
    """
    for number, (start, end) in enumerate(attribution["content"]):
        # The annotators may have left the marks themselves out.
        first = start - (2 if text[start - 2 : start] == "''" else text[start - 1 : start] in {'"', "\u201c"})
        last = end + (2 if text[end : end + 2] == "''" else text[end : end + 1] in {'"', "\u201d"})
        for match in _MARKED.finditer(text, first, last):
            yield {
                "id": f"{attribution['id']}.{number}.{match.start()}",
                "document": name,
                "spans": [list(match.span(1))],
                "kind": "direct",
                "speaker": attribution["source"],
                "cue": attribution["cue"],
            }
