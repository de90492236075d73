"""One marked account as the records of EXPORT.md: the gold in the shape of the output."""

from __future__ import annotations

import hashlib
from typing import Any

from crossread_scores.event import Outlet, Sheet
from crossread_scores.layout import VOICES, cue_targets, gap, nearest_words, paragraph_of, stretches, voice_of
from crossread_scores.marks import Mark, MarkedText
from crossread_scores.schema import NUMBER

Record = dict[str, Any]
PASSAGE_KINDS = {"title": "title", "head": "heading", "caption": "caption", "byline": "other"}


class AccountRecords:
    """The records of one account.

    Ids are `outlet.kind-number` in order of place, or `outlet.id` where the mark has one. Spans are half-open and count
    code points of the plain text.
    """

    def __init__(self, sheet: Sheet, outlet: Outlet, marked: MarkedText) -> None:
        """Number the voices first: statements name them."""
        self.sheet = sheet
        self.outlet = outlet
        self.marked = marked
        self._voice_ids: dict[int, str] = {}
        self._cues = self._cues_by_target()
        self.quotations = [self._quotation(group) for group in self._groups("q")]
        self.attributions = [self._attribution(group) for group in self._groups("att")]

    def marks(self, name: str) -> list[Mark]:
        """Return the marks of one name, in order."""
        return [mark for mark in self.marked.marks if mark.name == name]

    def document(self) -> Record:
        """Return the record of the document."""
        text = self.marked.text
        titles = [self.marked.words(mark) for mark in self.marks("title")]
        return {
            "id": self.outlet.id,
            "path": f"{self.outlet.id}.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "chars": len(text),
            "language": "en",
            "title": titles[0] if titles else None,
            "source": self.outlet.name,
            "family": self.outlet.family,
            "author": self.outlet.author,
            "published": self.outlet.published[:10] if self.outlet.published else None,
            "url": self.outlet.url,
            "text": text,
        }

    def passages(self) -> list[Record]:
        """Return the marked passages: titles, headings, captions, bylines; sentences are not marked."""
        found = [mark for mark in self.marked.marks if mark.name in PASSAGE_KINDS]
        return [
            self._record("passage", number, mark) | {"kind": PASSAGE_KINDS[mark.name]}
            for number, mark in enumerate(found, 1)
        ]

    def mentions(self) -> list[Record]:
        """Return the mentions of the actors of the sheet; `head` is not marked."""
        found = []
        for number, mark in enumerate(self.marks("actor"), 1):
            actor = self.sheet.actors.get(mark.get("id"))
            found.append(
                self._record("mention", number, mark)
                | {
                    "head": None,
                    "kind": actor.kind if actor else "other",
                    "form": mark.get("form", "name"),
                    "actor": mark.get("id"),
                }
            )
        return found

    def dates(self) -> list[Record]:
        """Return the time expressions; `anchor` is not marked."""
        return [
            self._record("date", number, mark)
            | {
                "type": mark.get("type", "DATE"),
                "value": mark.get("value"),
                "mod": mark.get("mod") or None,
                "anchor": None,
            }
            for number, mark in enumerate(self.marks("date"), 1)
        ]

    def figures(self) -> list[Record]:
        """Return the figures with their bounds, unit and what is counted."""
        return [self._figure(number, mark) for number, mark in enumerate(self.marks("fig"), 1)]

    def statements(self) -> list[Record]:
        """Return one statement for each `<s>`; `answers` names the answers that it gives."""
        figures = list(zip(self.marks("fig"), self.figures(), strict=True))
        found = []
        for number, mark in enumerate(self.marks("s"), 1):
            found.append(
                self._record("statement", number, mark)
                | {
                    "trigger": None,
                    "roles": {},
                    "polarity": None,
                    "modality": None,
                    "voice": self.voice_id(mark),
                    "time": None,
                    "place": None,
                    "figures": [record["id"] for figure, record in figures if mark.holds(figure)],
                    "answers": mark.get("is").split(),
                    "speaker": self.speaker(mark),
                    "copied": self.copied(mark),
                }
            )
        return found

    def voice_id(self, mark: Mark) -> str:
        """Return "author" or the id of the innermost quotation or attribution around `mark`."""
        voice = voice_of(self.marked, mark)
        return "author" if voice is None else self._voice_ids[id(voice)]

    def speaker(self, mark: Mark) -> str | None:
        """Return the actor whose voice `mark` is in; None for the author or an unknown voice.

        The author's voice is an actor's where the outlet speaks as one (`speaks_as`).
        """
        voice = voice_of(self.marked, mark)
        if voice is None:
            return self.outlet.speaks_as
        by = voice.get("by")
        return by if by in self.sheet.actors else None

    def copied(self, mark: Mark) -> tuple[str, str] | None:
        """Return (copy id, outlet copied from) where `mark` stands in wording taken from another account."""
        above = next((above for above in self.marked.above(mark) if above.name == "copy" and above.has("from")), None)
        return (above.get("id"), above.get("from")) if above else None

    def utterances(self) -> list[tuple[str, str]]:
        """Return (utterance, id of the quotation or attribution) for each voice that gives one."""
        found = []
        for name in VOICES:
            for group in self._groups(name):
                utterance = next((mark.get("u") for mark in group if mark.has("u")), "")
                if utterance:
                    found.append((utterance, self._voice_ids[id(group[0])]))
        return found

    def _record(self, kind: str, number: int, mark: Mark) -> Record:
        return {
            "id": f"{self.outlet.id}.{kind}-{number:03d}",
            "document": self.outlet.id,
            "span": [mark.start, mark.end],
        }

    def _groups(self, name: str) -> list[list[Mark]]:
        groups = stretches(self.marks(name))
        for number, group in enumerate(groups, 1):
            for mark in group:
                self._voice_ids[id(mark)] = f"{self.outlet.id}.{mark.get('id') or f'{name}-{number:03d}'}"
        return groups

    def _cues_by_target(self) -> dict[int, Mark]:
        found: dict[int, Mark] = {}
        for cue in self.marks("cue"):
            targets = cue_targets(self.marked, cue)
            for target in targets if cue.has("for") else targets[:1]:
                found.setdefault(id(target), cue)
        return found

    def _figure(self, number: int, mark: Mark) -> Record:
        text, approximation = self.marked.text, mark.get("approx", "exact")
        low, high = mark.get("low", mark.get("n")), mark.get("high", mark.get("n"))
        if mark.has("n") and approximation in ("at_least", "more_than"):
            high = ""
        if mark.has("n") and approximation in ("at_most", "less_than"):
            low = ""
        start = mark.start + max(0, self.marked.words(mark).find(mark.get("num"))) if mark.has("num") else mark.start
        counted = nearest_words(text, mark.get("of"), mark) if mark.has("of") else None
        return self._record("figure", number, mark) | {
            "number": [start, start + len(mark.get("num"))] if mark.has("num") else [mark.start, mark.end],
            "low": _number(low),
            "high": _number(high),
            "approximation": approximation,
            "unit": mark.get("unit") or None,
            "counted": {"text": text[slice(*counted)], "span": list(counted)} if counted else None,
        }

    def _quotation(self, group: list[Mark]) -> Record:
        return {
            "id": self._voice_ids[id(group[0])],
            "document": self.outlet.id,
            "spans": [[mark.start, mark.end] for mark in group],
            "kind": group[0].get("kind", "direct"),
            "speaker": self._source(group),
            "cue": self._cue(group),
        }

    def _attribution(self, group: list[Mark]) -> Record:
        return {
            "id": self._voice_ids[id(group[0])],
            "document": self.outlet.id,
            "content": [[mark.start, mark.end] for mark in group],
            "source": self._source(group),
            "cue": self._cue(group),
            "kind": group[0].get("kind", "speech"),
        }

    def _cue_mark(self, group: list[Mark]) -> Mark | None:
        return next((self._cues[id(mark)] for mark in group if id(mark) in self._cues), None)

    def _cue(self, group: list[Mark]) -> Record | None:
        cue = self._cue_mark(group)
        return {"text": self.marked.words(cue), "span": [cue.start, cue.end]} if cue else None

    def _source(self, group: list[Mark]) -> Record | None:
        """Return the speaker: the actor's mention nearest to the cue (else to the words).

        One in their paragraph comes first, then one before it, then one after it; without any, only the actor is known.
        """
        by = group[0].get("by")
        if by not in self.sheet.actors:
            return None
        anchor = self._cue_mark(group) or group[0]
        start, end = paragraph_of(self.marked.text, anchor)
        mentions = [
            mark
            for mark in self.marks("actor")
            if mark.get("id") == by and not any(stretch.holds(mark) for stretch in group)
        ]

        def far(mark: Mark) -> tuple[int, int, int]:
            ring = 0 if start <= mark.start < end else 1 if mark.start < start else 2
            return ring, gap((mark.start, mark.end), (anchor.start, anchor.end)), mark.start

        nearest = min(mentions, key=far, default=None)
        if nearest is None:
            return {"text": None, "span": None, "actor": by}
        return {"text": self.marked.words(nearest), "span": [nearest.start, nearest.end], "actor": by}


def _number(value: str) -> int | float | None:
    if not NUMBER.match(value):  # the checker tells of it
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
