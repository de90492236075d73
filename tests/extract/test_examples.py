"""The marked examples: what is marked is found, what is not marked is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from crossread.extract.actors import find_actors, link_actors
from crossread.extract.dates import find_dates
from crossread.extract.figures import find_figures
from crossread.extract.models import load_encoder
from crossread.extract.parsing import parse_passages
from crossread.extract.quotations import find_quotations
from crossread.extract.reading import Reading, read_words
from crossread.extract.statements import Heard, find_statements
from crossread.extract.voices import find_voices
from crossread.model.document import Document, Passage, PassageKind
from crossread.model.span import Span
from crossread.model.statement import AttributionKind
from crossread.model.value import PartialDate
from crossread.read.passages import split_passages
from crossread_scores.marks import Mark, MarkedText, parse

FOLDER = Path(__file__).parents[1] / "examples"


@dataclass(frozen=True)
class Example:
    file: str
    line: int
    marked: MarkedText
    published: str | None
    fails: bool

    def reading(self) -> Reading:
        published = PartialDate.parse(self.published) if self.published else None
        document = Document.named("a.txt", self.marked.text, sha256="0", published=published)
        passages = split_passages(document).found
        passages = tuple(Passage.at(document.id, one.span, PassageKind.SENTENCE, one.paragraph) for one in passages)
        return read_words(document, passages)

    def parsed(self) -> Reading:
        """The reading with the trees of the shipped encoder, as a case is read."""
        plain = self.reading()
        passages = tuple(sentence.passage for sentence in plain.sentences)
        return read_words(plain.document, passages, parse_passages(load_encoder(), plain.document, passages))

    def marks(self, name: str) -> list[Mark]:
        return [mark for mark in self.marked.marks if mark.name == name]


def load(layer: str) -> list[object]:
    found = []
    for path in sorted(FOLDER.glob(f"{layer}-*.txt")):
        published = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("published:"):
                value = line.partition(":")[2].strip()
                published = None if value == "none" else value
            elif line.strip() and not line.startswith("#"):
                fails = line.startswith("! ")
                example = Example(path.stem, number, parse(line.removeprefix("! ")), published, fails)
                marks = [pytest.mark.xfail(strict=True, reason="known failure")] if fails else []
                found.append(pytest.param(example, id=f"{path.stem}-{number}", marks=marks))
    return found


def number(mark: Mark, key: str) -> float | None:
    value = mark.get(key) or mark.get("n")
    if mark.has("n") or mark.has(key):
        return float(value)
    return None


@pytest.mark.parametrize("example", load("dates"))
def test_dates(example: Example) -> None:
    found = find_dates(example.reading()).found
    text = example.marked.text
    wanted = [
        (example.marked.words(mark), mark.get("type", "DATE"), mark.get("value")) for mark in example.marks("date")
    ]
    assert [(one.span.of(text), one.type.value, one.value) for one in found] == wanted
    for one, mark in zip(found, example.marks("date"), strict=True):
        if mark.has("mod"):
            assert one.mod == mark.get("mod")


@pytest.mark.parametrize("example", load("figures"))
def test_figures(example: Example) -> None:
    reading = example.reading()
    found = find_figures(reading, find_dates(reading).found).found
    text = example.marked.text
    assert [one.span.of(text) for one in found] == [example.marked.words(mark) for mark in example.marks("fig")]
    for one, mark in zip(found, example.marks("fig"), strict=True):
        amount = one.amount
        assert amount.low == (
            pytest.approx(number(mark, "low"), abs=0.001) if number(mark, "low") is not None else None
        )
        assert amount.high == (
            pytest.approx(number(mark, "high"), abs=0.001) if number(mark, "high") is not None else None
        )
        assert amount.approximation.value == mark.get("approx", "exact")
        if mark.has("unit"):
            assert amount.unit == mark.get("unit")
        if mark.has("of"):
            assert one.counted is not None
            assert one.counted.of(text).split()[-1] == mark.get("of")
        assert one.span.contains(one.number)


def spoken_by(example: Example, span: Span | None, mark: Mark) -> bool:
    if not mark.has("by"):
        return span is None
    speakers = [actor for actor in example.marks("actor") if actor.get("id") == mark.get("by")]
    return span is not None and any(span.overlaps(Span(actor.start, actor.end)) for actor in speakers)


@pytest.mark.parametrize("example", load("quotations"))
def test_quotations(example: Example) -> None:
    reading = example.parsed()
    found = find_quotations(reading, find_actors(reading).found).found
    text = example.marked.text
    stretches = [(one, span) for one in found for span in one.spans]
    assert [span.of(text).rstrip(",") for _, span in stretches] == [
        example.marked.words(mark) for mark in example.marks("q")
    ]
    for (one, _), mark in zip(stretches, example.marks("q"), strict=True):
        assert one.kind.value == mark.get("kind", "direct")
        assert spoken_by(example, one.speaker.span if one.speaker else None, mark)


@pytest.mark.parametrize("example", load("voices"))
def test_voices(example: Example) -> None:
    reading = example.parsed()
    mentions = find_actors(reading).found
    found = find_voices(reading, mentions, find_quotations(reading, mentions).found).found
    text = example.marked.text
    stretches = [(one, span) for one in found for span in one.content]
    assert [span.of(text).strip(" .,") for _, span in stretches] == [
        example.marked.words(mark) for mark in example.marks("att")
    ]
    for (one, _), mark in zip(stretches, example.marks("att"), strict=True):
        assert spoken_by(example, one.source.span if one.source else None, mark)
        assert one.kind.value == mark.get("kind", "speech")
        if mark.has("stance"):
            assert one.stance.value == mark.get("stance")


@pytest.mark.parametrize("example", load("actors"))
def test_actors(example: Example) -> None:
    reading = example.parsed()
    found = find_actors(reading).found
    links = link_actors(reading, found).found
    group = {one.id: {one.id} for one in found}
    for link in links:
        joined = group[link.a] | group[link.b]
        for key in joined:
            group[key] = joined
    by_span = {(one.span.start, one.span.end): one for one in found}
    marked = [(mark.get("id"), by_span.get((mark.start, mark.end)), mark) for mark in example.marks("actor")]
    missing = [example.marked.words(mark) for _, one, mark in marked if one is None]
    assert not missing
    for key, one, mark in marked:
        assert one.form.value == mark.get("form", "name")
        for other_key, other, other_mark in marked:
            linked = other.id in group[one.id]
            assert linked == (key == other_key), f"{example.marked.words(mark)} / {example.marked.words(other_mark)}"


@pytest.mark.parametrize("example", load("statements"))
def test_statements(example: Example) -> None:
    reading = example.parsed()
    mentions = find_actors(reading).found
    quotations = find_quotations(reading, mentions).found
    voices = find_voices(reading, mentions, quotations).found
    claims = tuple(one for one in voices if one.kind is not AttributionKind.ATTITUDE)
    dates = find_dates(reading).found
    heard = Heard(dates, find_figures(reading, dates).found, mentions, quotations, claims)
    found = {(one.trigger.start, one.trigger.end): one for one in find_statements(reading, heard).found}
    for mark in example.marks("s"):
        assert (mark.start, mark.end) in found, [one.trigger.of(example.marked.text) for one in found.values()]
        one = found[mark.start, mark.end]
        wanted = dict(pair.split("=") for pair in mark.get("is").split())
        roles = {role.name.value: role.head for role in one.roles}
        time = one.time.iso() if one.time else "none"
        got = {"lemma": one.lemma, "polarity": one.polarity.value, "modality": one.modality.value, "time": time} | roles
        assert {key: got.get(key) for key in wanted} == wanted
