"""One document from text to account: every stage of this room, in order. What fails is a Notice; the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from crossread.errors import Notice, NoticeCode
from crossread.extract.actors import ActorOptions, find_actors, link_actors
from crossread.extract.dates import DateOptions, find_dates
from crossread.extract.encoder import Parse
from crossread.extract.figures import FigureOptions, find_figures
from crossread.extract.parsing import Parser, parse_passages
from crossread.extract.quotations import QuotationOptions, find_quotations
from crossread.extract.reading import Reading, read_words
from crossread.extract.statements import Heard, StatementOptions, find_statements
from crossread.extract.voices import VoiceOptions, find_voices
from crossread.model.account import Account, Vector
from crossread.model.document import Document, Passage
from crossread.model.outcome import Outcome
from crossread.model.statement import AttributionKind
from crossread.plugins import Encoder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """Options of all stages.

    Attributes:
        dates: Of time expressions.
        figures: Of quantities.
        actors: Of names and those who bear them.
        quotations: Of words in quotation marks.
        voices: Of indirect speech.
        statements: Of statements.
    """

    dates: DateOptions = field(default_factory=DateOptions)
    figures: FigureOptions = field(default_factory=FigureOptions)
    actors: ActorOptions = field(default_factory=ActorOptions)
    quotations: QuotationOptions = field(default_factory=QuotationOptions)
    voices: VoiceOptions = field(default_factory=VoiceOptions)
    statements: StatementOptions = field(default_factory=StatementOptions)


@dataclass(slots=True)
class _Stages:
    """Runs stages on one document and gathers their notices."""

    document: Document
    notices: list[Notice]

    def run(self, name: str, stage: Callable[[], Outcome[T]]) -> tuple[T, ...]:
        """Return what a stage found; a stage that fails leaves a Notice with its name and the kind of trouble."""
        try:
            outcome = stage()
        except Exception as error:  # noqa: BLE001 - one bad sentence never loses a document
            self.fail(name, error)
            return ()
        self.notices.extend(outcome.notices)
        return outcome.found

    def fail(self, name: str, error: Exception) -> None:
        """Note that a stage failed."""
        detail = f"{name}: {type(error).__name__}"
        self.notices.append(Notice(NoticeCode.STAGE_FAILED, self.document.path, self.document.id, detail=detail))


def extract_account(
    document: Document,
    passages: tuple[Passage, ...],
    encoder: Encoder,
    options: ExtractOptions = ExtractOptions(),
) -> Account:
    """Return everything that can be read off one document.

    Args:
        document: The document.
        passages: Its passages, in order of the text, without overlap.
        encoder: Gives the sentence vectors; where it is a `Parser` too, words and trees come from it, else from rules.
        options: Options of all stages.

    Returns:
        The account; its records are sorted by where they stand. Trouble is among its notices (STAGE_FAILED where a
        stage could not be done), never an exception.

    Raises:
        MissingModelError: If the package was installed without its model.
    """
    stages = _Stages(document, [])
    vectors = tuple(encoder.vectors([passage.span.of(document.text) for passage in passages]))
    parses = stages.run("parsing", lambda: _parsed(encoder, document, passages))
    parse = parses[0] if parses else None
    (reading,) = stages.run("reading", lambda: Outcome((read_words(document, passages, parse),))) or (
        Reading(document, (), ()),
    )
    return _read(reading, passages, vectors, stages, options)


def _parsed(encoder: Encoder, document: Document, passages: tuple[Passage, ...]) -> Outcome[Parse]:
    """Return the parse where the encoder is one that parses; nothing from one that gives vectors only."""
    return Outcome((parse_passages(encoder, document, passages),) if isinstance(encoder, Parser) else ())


def _read(
    reading: Reading,
    passages: tuple[Passage, ...],
    vectors: tuple[Vector, ...],
    stages: _Stages,
    options: ExtractOptions,
) -> Account:
    """Run the stages on a reading."""
    dates = stages.run("dates", lambda: find_dates(reading, options.dates))
    figures = stages.run("figures", lambda: find_figures(reading, dates, options.figures))
    mentions = stages.run("actors", lambda: find_actors(reading, dates, options.actors))
    links = stages.run("links", lambda: link_actors(reading, mentions, options.actors))
    quotations = stages.run("quotations", lambda: find_quotations(reading, mentions, options.quotations))
    voices = stages.run("voices", lambda: find_voices(reading, mentions, quotations, options.voices))
    claims = tuple(one for one in voices if one.kind is not AttributionKind.ATTITUDE)  # what one wants, none asserts
    heard = Heard(dates, figures, mentions, quotations, claims)
    statements = stages.run("statements", lambda: find_statements(reading, heard, options.statements))
    return Account(
        document=reading.document,
        passages=passages,
        vectors=vectors,
        mentions=mentions,
        dates=dates,
        figures=figures,
        quotations=quotations,
        attributions=voices,
        statements=statements,
        links=links,
        notices=tuple(sorted(stages.notices, key=_place)),
    )


def _place(notice: Notice) -> tuple[int, str, str]:
    """Return what notices are sorted by."""
    return (-1 if notice.start is None else notice.start, notice.code, notice.detail)
