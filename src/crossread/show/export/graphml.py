"""Actors, and who did what to whom, as GraphML: for Gephi, Cytoscape, yEd, NetworkX."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from crossread.case import Case
from crossread.model.event import Act
from crossread.model.link import Actor
from crossread.model.statement import AUTHOR, Modality, Polarity
from crossread.text.visible import visible

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_NODE: Final = (
    ("label", "string"),
    ("kind", "string"),
    ("names", "string"),
    ("mentions", "int"),
    ("documents", "int"),
)
_EDGE: Final = (
    ("label", "string"),
    ("weight", "int"),
    ("documents", "int"),
    ("said_so", "int"),
    ("denied", "int"),
    ("supposed", "int"),
    ("attributed", "int"),
    ("recipient", "int"),
    ("acts", "string"),
)
"""What an edge tells: the verb; in how many statements and documents; how many of them say that it is so, that it is
not, or that it may, will or should be; how many are given as another's words, not the author's; how many give or tell
something to the other; and where they stand."""
_NO_XML: Final = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
"""What `visible` leaves and no XML 1.0 may hold."""


def graphml_text(case: Case) -> str:
    """Return a directed graph: a node for each actor with a name, an edge for each verb between two of them.

    Several verbs make several edges between the same two. `acts` on an edge is JSON: for each statement its identifier,
    document and span.
    """
    acts: dict[tuple[str, str, str], list[Act]] = {}
    for act in case.acts():
        acts.setdefault((act.agent, act.patient, act.verb), []).append(act)
    root = ET.Element("graphml", {"xmlns": _NAMESPACE})
    for part, fields in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in fields:
            key = {"id": f"{part}_{name}", "for": part, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", key)
    graph = ET.SubElement(root, "graph", {"id": "network", "edgedefault": "directed"})
    named, where = _counted(case)
    for actor in case.actors():
        if actor.name:
            _add_node(graph, actor, named[actor.id], len(where.get(actor.id, ())))
    for number, (ends, held) in enumerate(sorted(acts.items())):
        _add_edge(graph, number, ends, held)
    ET.indent(root, space=" ")
    return ET.tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _counted(case: Case) -> tuple[Mapping[str, int], Mapping[str, set[str]]]:
    """Return how often each actor is named, pronouns left out, and in which documents."""
    named: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    for naming in case.naming():
        named[naming.actor] += naming.count
        where.setdefault(naming.actor, set()).add(naming.document)
    return named, where


def _add_node(graph: ET.Element, actor: Actor, mentions: int, documents: int) -> None:
    node = ET.SubElement(graph, "node", {"id": actor.id})
    names = json.dumps([_words(name) for name in actor.names], ensure_ascii=False)
    told: dict[str, str | int] = {"label": _words(actor.name), "kind": actor.kind.value, "names": names}
    _add_data(node, "node", {**told, "mentions": mentions, "documents": documents})


def _add_edge(graph: ET.Element, number: int, ends: tuple[str, str, str], acts: Iterable[Act]) -> None:
    agent, patient, verb = ends
    held = list(acts)
    supposed = sum(act.modality is not Modality.ASSERTED for act in held)
    denied = sum(act.modality is Modality.ASSERTED and act.polarity is Polarity.NEGATIVE for act in held)
    edge = ET.SubElement(graph, "edge", {"id": f"e{number}", "source": agent, "target": patient})
    places = [{"id": act.id, "document": act.document, "span": [act.span.start, act.span.end]} for act in held]
    told: dict[str, str | int] = {
        "label": _words(verb.replace("_", " ")),
        "weight": len(held),
        "documents": len({act.document for act in held}),
        "said_so": len(held) - supposed - denied,
        "denied": denied,
        "supposed": supposed,
        "attributed": sum(act.voice != AUTHOR for act in held),
        "recipient": sum(act.role.value == "recipient" for act in held),
        "acts": json.dumps(places, sort_keys=True),
    }
    _add_data(edge, "edge", told)


def _add_data(parent: ET.Element, part: str, told: Mapping[str, str | int]) -> None:
    for name, value in told.items():
        ET.SubElement(parent, "data", {"key": f"{part}_{name}"}).text = str(value)


def _words(text: str) -> str:
    """Return words of a document as XML can hold them, white space single."""
    return " ".join(visible(text).translate(_NO_XML).split())
