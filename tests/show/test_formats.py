"""GraphML, FollowTheMoney, Web Annotation, Parquet: each read back by a reader of its own."""

from __future__ import annotations

import builtins
import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import networkx as nx
import pyarrow.parquet
import pytest
from rdflib import RDF, Graph, Namespace
from tests.show.test_hostile import NASTY, hostile_case

from crossread.case import Case
from crossread.errors import BadOptionError, CannotWriteError, MissingLibraryError
from crossread.model.account import Account
from crossread.model.document import Document
from crossread.show.export.formats import Format, default_output, export_text, write_export
from crossread.show.export.ftm import ftm_text
from crossread.show.export.graphml import graphml_text
from crossread.show.export.json import case_record
from crossread.show.export.parquet import parquet_files
from crossread.show.export.webannotation import webannotation_text
from crossread.store.writer import Writer

TEXTS = [Format.GRAPHML, Format.FTM, Format.WEBANNOTATION]
SIGNED = {"by": "Ada", "at": "2031-06-01T10:00:00+00:00"}


@pytest.fixture(params=[kind for kind in NASTY if kind != "surrogate"])
def hostile(request: pytest.FixtureRequest, tmp_path: Path):
    path = tmp_path / "hostile.crossread"
    hostile_case(path, NASTY[request.param])
    with Case.open(path) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path):
    with Writer(tmp_path / "empty.crossread"):
        pass
    with Case.open(tmp_path / "empty.crossread") as opened:
        yield opened


# What all have in common


@pytest.mark.parametrize("kind", TEXTS)
def test_the_same_case_gives_the_same_bytes(case_path: Path, kind: Format) -> None:
    texts = []
    for _ in range(2):
        with Case.open(case_path) as case:
            texts.append(export_text(case, kind))
    assert texts[0] == texts[1]
    texts[0].encode("utf-8")


def test_the_same_case_gives_the_same_parquet(case_path: Path) -> None:
    files = []
    for _ in range(2):
        with Case.open(case_path) as case:
            files.append(parquet_files(case))
    assert files[0] == files[1]


@pytest.mark.parametrize(("kind", "name"), zip(TEXTS, ("quay.graphml", "quay.ftm.json", "quay.jsonld"), strict=True))
def test_a_file_is_written_beside_the_case_and_replaced_whole(case: Case, kind: Format, name: str) -> None:
    target = default_output(case, kind)
    assert target == case.path.with_name(name)
    target.write_text("the last good one")
    write_export(case, kind, target)
    assert target.read_text("utf-8") == export_text(case, kind)
    assert [item.name for item in target.parent.iterdir() if item.name.startswith(".")] == []


def test_a_folder_of_parquet_is_replaced_but_never_a_foreign_one(case: Case, tmp_path: Path) -> None:
    target = default_output(case, Format.PARQUET)
    assert target.name == "quay-parquet"
    write_export(case, Format.PARQUET, target)
    target.joinpath("older.parquet").write_bytes(b"")
    write_export(case, Format.PARQUET, target)
    assert not target.joinpath("older.parquet").exists()
    tables = tmp_path / "tables"
    write_export(case, Format.CSV, tables)
    with pytest.raises(CannotWriteError, match="no export"):
        write_export(case, Format.PARQUET, tables)
    assert (tables / "findings.csv").is_file()
    with pytest.raises(BadOptionError):
        export_text(case, Format.PARQUET)


def test_the_command_line_writes_them_and_says_where(case_path: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "crossread", "export", str(case_path), "-f"]
    target = tmp_path / "network.graphml"
    told = subprocess.run([*command, "graphml", "-o", str(target)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == f"Written: {target}"
    assert len(nx.read_graphml(target)) == 2
    straight = subprocess.run([*command, "ftm", "-o", "-"], capture_output=True, check=True)
    with Case.open(case_path) as case:
        assert straight.stdout.decode("utf-8") == ftm_text(case)
    wrong = subprocess.run([*command, "parquet", "-o", "-"], capture_output=True, text=True, check=False)
    assert (wrong.returncode, "Choose one of" in wrong.stderr) == (2, True)


# GraphML


def network(case: Case) -> nx.MultiDiGraph:
    # An edge of its own for each verb: told to the reader, or it would take two edges between two nodes for one.
    return nx.read_graphml(io.BytesIO(graphml_text(case).encode("utf-8")), force_multigraph=True)


def test_graphml_tells_who_did_what_to_whom(case: Case) -> None:
    graph = network(case)
    assert isinstance(graph, nx.MultiDiGraph)
    assert {node: told["label"].split()[0] for node, told in graph.nodes(data=True)}["c1"] == "Ann"
    ((agent, patient, told),) = graph.edges(data=True)
    assert (agent, patient, told["label"], told["weight"]) == ("c2", "c1", "blame", 1)
    assert (told["said_so"], told["denied"], told["supposed"], told["documents"]) == (0, 1, 0, 1)
    assert (told["attributed"], told["recipient"]) == (1, 0)
    (act,) = json.loads(told["acts"])
    first = next(item for item in case.acts())
    assert act == {"id": first.id, "document": first.document, "span": [first.span.start, first.span.end]}
    assert graph.nodes["c1"]["mentions"] == 1


def test_hostile_names_make_no_broken_graph(hostile: Case) -> None:
    ((_, told),) = network(hostile).nodes(data=True)
    assert told["label"]
    assert told["kind"] == "group"
    assert not set(told["label"]) & set("\x00\x08\x1b\u202e")


def test_an_empty_case_is_an_empty_graph(empty: Case) -> None:
    assert len(network(empty)) == 0


def test_joined_actors_are_one_node(case: Case) -> None:
    case.decide("merge", "c1", "c2", to="Both", **SIGNED)
    graph = network(case)
    assert [told["label"] for _, told in graph.nodes(data=True)] == ["Both"]
    assert graph.number_of_edges() == 0


# FollowTheMoney


def entities(case: Case) -> list[dict]:
    return [json.loads(line) for line in ftm_text(case).splitlines()]


def check_entities(found: list[dict]) -> None:
    """Hold entities against the model of FollowTheMoney itself: classes, fields, values, and what they lead to."""
    ftm = pytest.importorskip("followthemoney", reason="FollowTheMoney is not installed: pip install 'crossread[ftm]'")
    keys = Counter(entity["id"] for entity in found)
    assert [key for key, number in keys.items() if number > 1] == []
    for entity in found:
        schema = ftm.model.get(entity["schema"])
        assert schema is not None
        assert not schema.abstract
        schema.validate(entity)
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            assert len(values) == len(set(values)), name
            assert len(proxy.get(name)) == len(values), (entity["schema"], name)
            if schema.get(name).type.name == "entity":
                assert set(values) <= set(keys), name
                wanted = schema.get(name).range
                kinds = {other["schema"] for other in found if other["id"] in values}
                assert all(ftm.model.get(kind).is_a(wanted) for kind in kinds), (name, kinds)
        for name in schema.required:
            assert entity["properties"].get(name), (entity["schema"], name)


def test_entities_are_those_of_follow_the_money(case: Case) -> None:
    found = entities(case)
    check_entities(found)
    assert Counter(entity["schema"] for entity in found) == {
        "Article": 2,
        "Person": 1,
        "Organization": 1,
        "Mention": 1,
        "Event": 1,
        "UnknownLink": 1,
    }


def test_links_and_events_lead_to_the_documents_they_rest_on(case: Case) -> None:
    found = {entity["schema"]: entity for entity in entities(case)}
    link, event, mention = found["UnknownLink"], found["Event"], found["Mention"]
    (act,) = case.acts()
    assert link["id"] == act.id
    assert link["properties"]["proof"] == [act.document]
    assert (link["properties"]["subject"], link["properties"]["object"]) == (["c2"], ["c1"])
    assert link["properties"]["role"] == ["not blame"]
    assert link["properties"]["status"] == ["asserted, negative, given as another's words"]
    assert link["properties"]["date"] == ["2031-05-12"]
    assert "says that it is not so" in link["properties"]["summary"][0]
    assert event["properties"]["proof"] == sorted(item.id for item in case.documents())
    assert mention["properties"]["resolved"] == ["c1"]


def test_hostile_texts_make_no_broken_entities(hostile: Case) -> None:
    found = entities(hostile)
    check_entities(found)
    assert {"Article"} <= {entity["schema"] for entity in found}
    assert not set(ftm_text(hostile)) & set("\x00\x08\x1b\u202e")
    assert not [entity for entity in found if "sourceUrl" in entity["properties"]]


def test_a_long_text_is_parted_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(20_000))
    with Writer(tmp_path / "long.crossread") as writer:
        writer.save_account(Account(Document.named("long.txt", text, sha256="0" * 64)))
    with Case.open(tmp_path / "long.crossread") as case:
        found = entities(case)
    check_entities(found)
    assert " ".join(found[0]["properties"]["bodyText"]) == text


def test_an_empty_case_has_no_entities(empty: Case) -> None:
    assert ftm_text(empty) == ""


# W3C Web Annotation

OA = Namespace("http://www.w3.org/ns/oa#")
MEANINGS = {
    "id": "@id",
    "type": "@type",
    "oa": str(OA),
    "as": "https://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": str(RDF),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextualBody")},
    **{name: f"oa:{name}" for name in ("TextPositionSelector", "TextQuoteSelector", "exact", "prefix", "suffix")},
    **{name: f"oa:{name}" for name in ("identifying", "describing", "tagging", "linking", "assessing")},
    "AnnotationPage": "as:OrderedCollectionPage",
    "AnnotationCollection": "as:OrderedCollection",
    "Software": "as:Application",
    "Text": "dcterms:Text",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "first": {"@id": "as:first", "@type": "@id"},
    "last": {"@id": "as:last", "@type": "@id"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "name": "http://xmlns.com/foaf/0.1/name",
}
"""What the keys mean, as the vocabulary of the W3C (Web Annotation Vocabulary, 2017) says: the context without a net."""
SHAPE = {
    "type": "object",
    "required": ["id", "type", "motivation", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:crossread:[A-Za-z0-9%._~-]+$"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying", "describing", "assessing"]},
        "target": {"anyOf": [{"$ref": "#/$defs/target"}, {"type": "array", "items": {"$ref": "#/$defs/target"}}]},
        "body": {
            "type": "array",
            "items": {
                "anyOf": [
                    {
                        "required": ["value", "purpose"],
                        "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}},
                    },
                    {"required": ["source", "purpose"], "properties": {"type": {"const": "SpecificResource"}}},
                ]
            },
        },
    },
    "$defs": {
        "target": {
            "type": "object",
            "required": ["type", "source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {
                    "required": ["id"],
                    "properties": {"id": {"type": "string", "pattern": "^(urn:|https?://)"}},
                },
                "selector": {
                    "type": "array",
                    "prefixItems": [
                        {
                            "required": ["type", "start", "end"],
                            "properties": {
                                "type": {"const": "TextPositionSelector"},
                                "start": {"type": "integer", "minimum": 0},
                                "end": {"type": "integer", "minimum": 0},
                            },
                        },
                        {
                            "required": ["type", "exact"],
                            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}},
                        },
                    ],
                    "items": False,
                },
            },
        }
    },
}
"""What the data model asks of an annotation (Web Annotation Data Model, sections 3 and 4)."""


def annotations(case: Case) -> list[dict]:
    """The annotations of a case, held against the data model and read as a graph by a reader of JSON-LD."""
    whole = json.loads(webannotation_text(case))
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (whole["type"], whole["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    items = whole["first"]["items"]
    assert whole["total"] == len(items)
    for item in items:
        jsonschema.Draft202012Validator(SHAPE).validate(item)
    assert len({item["id"] for item in items}) == len(items)
    graph = Graph().parse(data=json.dumps({**whole, "@context": MEANINGS}), format="json-ld")
    assert len(set(graph.subjects(RDF.type, OA.Annotation))) == len(items)
    keys = {key for item in walked(whole) for key in item}
    assert keys - set(MEANINGS) == {"@context"}
    quotes = set(graph.subjects(RDF.type, OA.TextQuoteSelector))
    positions = set(graph.subjects(RDF.type, OA.TextPositionSelector))
    assert len(quotes) == len(positions) == len(set(graph.subjects(OA.hasSelector)))
    assert all(graph.value(node, OA.exact) is not None for node in quotes)
    assert all(graph.value(node, OA.start) < graph.value(node, OA.end) for node in positions)
    return items


def walked(value: object) -> Iterator[dict]:
    """Every object inside a JSON value."""
    if isinstance(value, dict):
        yield value
    for inside in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walked(inside)


def targets(item: dict) -> list[dict]:
    return item["target"] if isinstance(item["target"], list) else [item["target"]]


def check_places(case: Case, items: list[dict]) -> None:
    texts = {f"urn:crossread:{item.id}": item.text for item in case.documents()}
    texts |= {item.url: item.text for item in case.documents() if item.url}
    for target in (target for item in items for target in targets(item)):
        text = texts[target["source"]["id"]]
        position, quote = target["selector"]
        before, after = text[: position["start"]], text[position["end"] :]
        assert quote["exact"] == text[position["start"] : position["end"]]
        assert before.endswith(quote["prefix"])
        assert after.startswith(quote["suffix"])


def test_annotations_are_those_of_the_w3c_and_stand_where_the_words_are(case: Case) -> None:
    items = annotations(case)
    check_places(case, items)
    record = case_record(case)
    evidence = [item for finding in record["findings"] for answer in finding["answers"] for item in answer["evidence"]]
    assert Counter(item["motivation"] for item in items) == {
        "identifying": len(record["mentions"]),
        "describing": len(record["quotations"]),
        "assessing": len(evidence),
    }
    told = {body["value"] for item in items for body in item["body"] if "value" in body}
    assert {"Ann Low", "Quotation of Ann Low", "How many people died? at least nine", "direct quotation"} <= told


def test_hostile_texts_are_quoted_as_they_are(hostile: Case) -> None:
    items = annotations(hostile)
    assert len(items) == 4
    check_places(hostile, items)


def test_an_empty_case_has_an_empty_page(empty: Case) -> None:
    assert annotations(empty) == []


# Parquet


def tables(case: Case) -> dict[str, pyarrow.Table]:
    found = parquet_files(case)
    return {name: pyarrow.parquet.read_table(io.BytesIO(content)) for name, content in found.items()}


def plain(value: object) -> object:
    """A value of the export as Parquet gives it back: numbers as floats, a map as pairs, what is irregular as JSON."""
    return json.loads(json.dumps(value), parse_int=float)


def test_parquet_has_the_fields_and_values_of_the_json_export(case: Case) -> None:
    record = case_record(case)
    found = tables(case)
    assert set(found) == {f"{name}.parquet" for name, rows in record.items() if isinstance(rows, list)}
    for name, table in found.items():
        rows = record[name.removesuffix(".parquet")]
        assert table.num_rows == len(rows), name
        for row, given in zip(table.to_pylist(maps_as_pydicts="strict"), rows, strict=True):
            back = {
                key: json.loads(value) if key in {"roles", "place"} and value else value for key, value in row.items()
            }
            assert plain(back) == plain(given), name
    assert json.loads(found["actors.parquet"].schema.metadata[b"generator"])["name"] == "crossread"


def test_columns_are_the_same_in_an_empty_case_and_in_a_hostile_one(case: Case, empty: Case, hostile: Case) -> None:
    full = {name: table.schema for name, table in tables(case).items()}
    for other in (empty, hostile):
        assert {name: table.schema.remove_metadata() for name, table in tables(other).items()} == {
            name: schema.remove_metadata() for name, schema in full.items()
        }
    actors = tables(hostile)["actors.parquet"].to_pylist()
    assert actors == case_record(hostile)["actors"]


def test_without_pyarrow_it_says_how_to_get_it(case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def missing(name: str, *given: object, **more: object) -> object:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *given, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingLibraryError, match=r"pip install 'crossread\[parquet\]'"):
        write_export(case, Format.PARQUET, tmp_path / "out")
    assert not (tmp_path / "out").exists()
