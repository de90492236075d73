"""Readers of corpora that say which mentions are the same, in one document or across: ECB+, MEANTIME, re3d."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from crossread_scores.corpora import CorpusAbsentError, detokenised, members
from crossread_scores.exports import Export, Record, document, empty_export, place

ECB_DEV = ("2", "5", "12", "18", "21", "23", "34", "35")
ECB_ARCHIVE, ECB_SENTENCES = "ecb-plus/topics-1-35.tar.xz", "ecb-plus/ECBplus_coreference_sentences.csv"
MEANTIME_ARCHIVE = "meantime/gm-stock-apple.tar.xz"
RE3D_ARCHIVE = "re3d/re3d-without-bbc.tar.xz"


@dataclass(frozen=True, slots=True)
class Marked:
    """One mention of gold.

    Attributes:
        document: The document it stands in.
        span: Where, in code points.
        cluster: What it names, the same in all documents of the story.
        counts: Whether it is of the kind that is measured; what is found in the others' place is left aside.
    """

    document: str
    span: tuple[int, int]
    cluster: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that are read together, with gold clusters.

    Attributes:
        name: Its name.
        documents: Their records.
        marked: The mentions of gold.
        stretches: Of each document the stretches that were marked; what is found outside is left aside.
    """

    name: str
    documents: tuple[Record, ...]
    marked: tuple[Marked, ...]
    stretches: Mapping[str, tuple[tuple[int, int], ...]]


def read_ecb(data: Path, kinds: str) -> list[Story]:
    """Read the dev topics of ECB+, one story a topic: mentions in the curated sentences.

    Args:
        data: Folder of the corpora.
        kinds: Pattern of the tags that count (`ACTION|NEG_ACTION`, `HUMAN|LOC`).
    """
    chosen = _curated(data / ECB_SENTENCES)
    files: dict[str, list[tuple[str, ET.Element]]] = {topic: [] for topic in ECB_DEV}
    for name, raw in members(data / ECB_ARCHIVE, rf"(^|/)({'|'.join(ECB_DEV)})_\w+\.xml$"):
        files[Path(name).name.split("_")[0]].append((Path(name).stem, _tree(raw)))
    return [_ecb_story(topic, found, chosen, kinds) for topic, found in files.items()]


def _tree(raw: bytes) -> ET.Element:
    return ET.fromstring(raw)  # noqa: S314 - a corpus at hand, pinned by its digest


def _curated(path: Path) -> dict[str, set[str]]:
    if not path.is_file():
        raise CorpusAbsentError(path)
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(f"{row['Topic']}_{row['File']}", set()).add(row["Sentence Number"])
    return found


def _ecb_story(topic: str, files: list[tuple[str, ET.Element]], chosen: dict[str, set[str]], kinds: str) -> Story:
    documents, marked, stretches = [], [], {}
    for name, root in files:
        if name.endswith("ecbplus"):  # its first sentence is the address of the page
            for token in [one for one in root.iter("token") if one.get("sentence") == "0"]:
                root.remove(token)
        text, places = detokenised(root)
        documents.append(document(name, text))
        stretches[name] = _sentences(root, places, chosen.get(name, frozenset()))
        clusters = _ecb_clusters(name, root)
        for mark in root.find("Markables") or ():
            span = _hull(mark, places)
            if span is not None:
                key = clusters.get(mark.get("m_id", ""), f"{name}/{mark.get('m_id')}")
                marked.append(Marked(name, span, key, re.match(kinds, mark.tag) is not None))
    return Story(topic, tuple(documents), tuple(marked), stretches)


def _ecb_clusters(name: str, root: ET.Element) -> dict[str, str]:
    found = {}
    for relation in root.find("Relations") or ():
        across = relation.tag == "CROSS_DOC_COREF"
        key = relation.get("note", "") if across else f"{name}/{relation.get('r_id')}"
        found.update({source.get("m_id", ""): key for source in relation.iter("source")})
    return found


def _hull(mark: ET.Element, places: Mapping[str, tuple[int, int]]) -> tuple[int, int] | None:
    spans = [places[anchor.get("t_id", "")] for anchor in mark.iter("token_anchor") if anchor.get("t_id") in places]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def _sentences(
    root: ET.Element, places: Mapping[str, tuple[int, int]], wanted: Collection[str]
) -> tuple[tuple[int, int], ...]:
    spans: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        number, (start, end) = token.get("sentence", ""), places[token.get("t_id", "")]
        if number in wanted:
            spans[number] = (min(start, spans.get(number, (start, end))[0]), end)
    return tuple(sorted(spans.values()))


MEANTIME_SENTENCES = 6
"""Sentences at the begin of an article in which every mention is marked; later ones hold some."""


def read_meantime_actors(data: Path, corpus: str = "apple") -> list[Story]:
    """Read one corpus of MEANTIME as one story: people, organisations, places, by instance across documents."""
    documents, marked, stretches = [], [], {}
    for path, raw in members(data / MEANTIME_ARCHIVE, rf"^intra_cross.*/corpus_{corpus}/.*\.xml$"):
        name, root = Path(path).stem, _tree(raw)
        text, places = detokenised(root)
        documents.append(document(name, text))
        stretches[name] = _sentences(root, places, frozenset(map(str, range(MEANTIME_SENTENCES))))
        marked += list(_meantime_marks(name, root, places))
    return [Story(corpus, tuple(documents), tuple(marked), stretches)]


def read_meantime_events(data: Path, corpus: str) -> list[Story]:
    """Read one corpus of MEANTIME as one story: mentions of events, by instance across documents."""
    documents, marked, stretches = [], [], {}
    for path, raw in members(data / MEANTIME_ARCHIVE, rf"^intra_cross.*/corpus_{corpus}/.*\.xml$"):
        name, root = Path(path).stem, _tree(raw)
        text, places = detokenised(root)
        documents.append(document(name, text))
        stretches[name] = _sentences(root, places, frozenset(map(str, range(MEANTIME_SENTENCES))))
        targets = _instances(root, "EVENT")
        for mark in root.iter("EVENT_MENTION"):
            span, instance = _hull(mark, places), targets.get(mark.get("m_id"))
            if span is not None:
                key = None if instance is None else instance.get("instance_id") or f"{name}/{instance.get('m_id')}"
                marked.append(Marked(name, span, key or f"{name}/{mark.get('m_id')}"))
    return [Story(corpus, tuple(documents), tuple(marked), stretches)]


def _instances(root: ET.Element, tag: str) -> dict[str | None, ET.Element]:
    """Return for each mention the instance that it refers to."""
    instances = {mark.get("m_id"): mark for mark in root.iter(tag)}
    targets = {}
    for relation in root.iter("REFERS_TO"):
        target = relation.find("target")
        instance = instances.get(target.get("m_id")) if target is not None else None
        if instance is not None:
            targets.update({source.get("m_id"): instance for source in relation.iter("source")})
    return targets


def _meantime_marks(name: str, root: ET.Element, places: Mapping[str, tuple[int, int]]) -> Iterator[Marked]:
    targets = _instances(root, "ENTITY")
    for mark in root.iter("ENTITY_MENTION"):
        span, instance = _hull(mark, places), targets.get(mark.get("m_id"))
        if span is not None and instance is not None:
            key = instance.get("instance_id") or f"{name}/{instance.get('m_id')}"
            yield Marked(name, span, key, instance.get("ent_type") in {"PER", "ORG", "LOC"})


def read_meantime_happenings(data: Path, corpus: str = "apple") -> list[Export]:
    """Read one corpus of MEANTIME as exports: happenings as statements, with their participants by PropBank's roles."""
    cases = []
    for path, raw in members(data / MEANTIME_ARCHIVE, rf"^intra_cross.*/corpus_{corpus}/.*\.xml$"):
        name, root = Path(path).stem, _tree(raw)
        text, places = detokenised(root)
        stretches = _sentences(root, places, frozenset(map(str, range(MEANTIME_SENTENCES))))
        case = empty_export([document(name, text) | {"stretches": stretches}])
        case["statements"] = [
            one
            for one in _happenings(name, root, places)
            if any(start <= one["span"][0] and one["span"][1] <= end for start, end in stretches)
        ]
        cases.append(case)
    return cases


def _happenings(name: str, root: ET.Element, places: Mapping[str, tuple[int, int]]) -> Iterator[Record]:
    marks = {mark.get("m_id"): _hull(mark, places) for mark in root.find("Markables") or ()}
    parts: dict[str | None, list[tuple[str, tuple[int, int]]]] = {}
    for relation in root.iter("HAS_PARTICIPANT"):
        ends = [relation.find("source"), relation.find("target")]
        span = marks.get(ends[1].get("m_id")) if ends[1] is not None else None
        if ends[0] is not None and span is not None:
            parts.setdefault(ends[0].get("m_id"), []).append((relation.get("sem_role", ""), span))
    for mark in root.iter("EVENT_MENTION"):
        span, own = _hull(mark, places), parts.get(mark.get("m_id"), [])
        if span is not None:
            unsure = mark.get("certainty") in {"POSSIBLE", "PROBABLE"} or mark.get("time") == "FUTURE"
            yield place(f"{name}.{mark.get('m_id')}", name, *span) | {
                "trigger": {"span": list(span), "lemma": mark.get("pred")},
                "agent": [one for role, one in own if role == "Arg0"],
                "patient": [one for role, one in own if role == "Arg1"],
                "participants": [one for _, one in own],
                "polarity": "negative" if mark.get("polarity") == "NEG" else "positive",
                "unsure": unsure,
            }


def read_re3d_actors(data: Path) -> list[Story]:
    """Read re3d as one story: its people, organisations and places.

    Gold is made of what its annotators held to be synonyms, within documents, and of equal names: what has a capital
    and is written alike, articles and marks apart, is the same in all documents. Descriptions are left aside.
    """
    documents, entities, relations = _re3d_rows(data)
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    names: dict[tuple[str, int, int], str] = {}
    counting = set()
    for row in entities:
        place, key = (row["documentId"], row["begin"], row["end"]), f"{row['documentId']}/{row['begin']}-{row['end']}"
        names[place] = key
        plain = re.sub(r"^(the|a|an) ", "", row["value"].strip(), flags=re.IGNORECASE)
        if _is_name(plain):
            parent[root(key)] = root("name/" + re.sub(r"\W", "", plain).casefold())
            counting.add(key)
    for row in relations:
        ends = [names.get((row["documentId"], row[f"{end}Begin"], row[f"{end}End"])) for end in ("source", "target")]
        if row["type"] == "IsSynonymOf" and None not in ends:
            parent[root(str(ends[0]))] = root(str(ends[1]))
    marked = [Marked(d, (a, b), root(key), key in counting) for (d, a, b), key in sorted(names.items())]
    return [Story("re3d", tuple(documents), tuple(marked), {d["id"]: ((0, len(d["text"])),) for d in documents})]


_PRONOUNS = frozenset(
    "i we he she it they you me us him her them this that these those who our my his its their".split()
)


def _is_name(words: str) -> bool:
    """Tell whether every word has a capital but small ones, and none is a pronoun."""
    parts = re.findall(r"[^\W_]+", words)
    small = {"of", "the", "and", "for", "al", "in", "s", "to", "on", "de"}
    named = all(part[0].isupper() or part[0].isdigit() or part in small for part in parts)
    return bool(parts) and parts[0][0].isupper() and named and not any(part.lower() in _PRONOUNS for part in parts)


def _re3d_rows(data: Path) -> tuple[list[Record], list[dict[str, Any]], list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {"documents": [], "entities": [], "relations": []}
    for name, raw in members(data / RE3D_ARCHIVE, r"(documents|entities|relations)\.json$"):
        rows[Path(name).stem] += [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
    documents = [document(row["_id"], row["text"]) for row in sorted(rows["documents"], key=lambda row: row["_id"])]
    known = {record["id"] for record in documents}
    entities = [
        row
        for row in rows["entities"]
        if row["type"] in {"Person", "Organisation", "Location"}
        and row["confidence"] > 0.5
        and row["documentId"] in known
    ]
    return documents, entities, [row for row in rows["relations"] if row["confidence"] > 0.5]
