"""One event of the accounts corpus: its sheet, its marked texts, and its gold as a case export.

>>> from pathlib import Path
>>> [path.name for path in event_folders(Path("no such folder"))]
[]
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from crossread_scores import __version__
from crossread_scores.event import Sheet, read_sheet
from crossread_scores.marks import MarkedText, MarkError, parse
from crossread_scores.records import AccountRecords, Record
from crossread_scores.verdicts import Evidence


@dataclass(frozen=True)
class AccountsEvent:
    """One event with its accounts.

    Attributes:
        folder: `accounts/<event>`.
        sheet: What `event.yaml` says.
        texts: The marked text of each outlet whose file could be read.
        errors: Files that could not be read, with file and line.
    """

    folder: Path
    sheet: Sheet
    texts: dict[str, MarkedText]
    errors: tuple[str, ...]

    @cached_property
    def accounts(self) -> dict[str, AccountRecords]:
        """The records of each account that the sheet knows."""
        return {
            name: AccountRecords(self.sheet, outlet, self.texts[name])
            for name, outlet in self.sheet.outlets.items()
            if name in self.texts
        }

    @cached_property
    def statements(self) -> list[Record]:
        """All statements, in order of document and place."""
        return [record for name in sorted(self.accounts) for record in self.accounts[name].statements()]

    def evidence(self) -> dict[str, list[Evidence]]:
        """Return the evidence of each question, in order of document and place."""
        found: dict[str, list[Evidence]] = {question: [] for question in self.sheet.questions}
        for record in self.statements:
            outlet = self.sheet.outlets[record["document"]]
            for question, _, answer in (part.partition("=") for part in record["answers"]):
                if question in found and answer in self.sheet.questions[question].answers:
                    found[question].append(
                        Evidence(outlet.id, answer, self.lineage_at(record), record["speaker"], outlet.published)
                    )
        return found

    def export(self) -> dict[str, Any]:
        """Return the gold of the event in the shape of `crossread-case/1` (EXPORT.md).

        Beyond EXPORT.md, statements carry `answers` and `speaker`, answers carry `id` and `camp`, links of kind
        `reuses` carry `span_a` and `span_b`. Passages are the marked ones only; nothing of the export is guessed.
        """
        accounts = [self.accounts[name] for name in sorted(self.accounts)]
        return {
            "format": "crossread-case/1",
            "generator": {"name": "crossread-accounts", "version": __version__, "model": None},
            "documents": [account.document() for account in accounts],
            "passages": [record for account in accounts for record in account.passages()],
            "mentions": [record for account in accounts for record in account.mentions()],
            "actors": [
                {"id": actor.id, "name": actor.name, "kind": actor.kind, "names": list(actor.names)}
                for actor in sorted(self.sheet.actors.values(), key=lambda actor: actor.id)
            ],
            "dates": [record for account in accounts for record in account.dates()],
            "figures": [record for account in accounts for record in account.figures()],
            "quotations": [record for account in accounts for record in account.quotations],
            "attributions": [record for account in accounts for record in account.attributions],
            "statements": self.statements,
            "links": self.links,
            "lineages": [
                {
                    "id": f"lineage-{number}",
                    "documents": sorted(lineage.documents),
                    "reasons": [{"rule": "gold", "note": lineage.why}],
                }
                for number, lineage in enumerate(self.sheet.lineages, 1)
            ],
            "findings": self._findings(),
            "silences": [
                {"document": silence.document, "finding": silence.question, "reason": silence.why}
                for silence in self.sheet.silences
            ],
            "naming": self._naming(accounts),
            "notices": [],
            "decisions": [],
        }

    def lineage_at(self, statement: Record) -> int:
        """Return the lineage that a statement counts for: in copied wording the lineage of where it was first told."""
        document, copied, seen = statement["document"], statement["copied"], set()
        while copied is not None and copied[1] not in seen:
            key, document = copied
            seen.add(document)
            sources = {name: source for name, _, source in self.copies().get(key, ())}
            copied = (key, sources[document]) if sources.get(document) else None
        return self.sheet.lineage_of(document)

    @cached_property
    def links(self) -> list[Record]:
        """All links, by id: who reuses whom, and which voices give the same utterance."""
        return sorted([*self._reuses(), *self._utterances()], key=lambda link: str(link["id"]))

    def copies(self) -> dict[str, list[tuple[str, list[int], str]]]:
        """Return, for each copy id, (outlet, span, outlet copied from or "") of every stretch."""
        found: dict[str, list[tuple[str, list[int], str]]] = {}
        for name in sorted(self.accounts):
            for mark in self.accounts[name].marks("copy"):
                found.setdefault(mark.get("id"), []).append((name, [mark.start, mark.end], mark.get("from")))
        return found

    def utterances(self) -> dict[str, list[str]]:
        """Return, for each utterance, the quotations and attributions that give it."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.accounts):
            for utterance, record in self.accounts[name].utterances():
                found.setdefault(utterance, []).append(record)
        return found

    def _reuses(self) -> list[Record]:
        found: list[Record] = []
        for key, stretches in sorted(self.copies().items()):
            for name, span, source in stretches:
                for other, other_span, _ in stretches:
                    if source and other == source:
                        number = len(found) + 1
                        found.append(
                            _link(f"reuses-{number:03d}", "reuses", name, other, {"rule": "gold", "copy": key})
                            | {"span_a": span, "span_b": other_span}
                        )
        return found

    def _utterances(self) -> list[Record]:
        found: list[Record] = []
        for key, records in sorted(self.utterances().items()):
            declared = self.sheet.utterances.get(key)
            reason = {"rule": "gold", "utterance": key, "relation": declared.relation if declared else None}
            for i, a in enumerate(records):
                found.extend(
                    _link(f"utterance-{key}-{i}-{j}", "same_utterance", a, b, reason)
                    for j, b in enumerate(records[i + 1 :], i + 1)
                )
        return found

    def _findings(self) -> list[Record]:
        given: dict[str, list[Record]] = {}
        for record in self.statements:
            for part in record["answers"]:
                given.setdefault(part, []).append(record)
        return [
            {
                "id": question.id,
                "verdict": question.verdict,
                "grade": question.grade,
                "kind": question.kind,
                "question": question.question,
                "answers": [
                    {
                        "id": answer.id,
                        "label": answer.label,
                        "value": answer.value,
                        "camp": question.camp_of(answer.id),
                        "evidence": [
                            {"document": r["document"], "span": r["span"], "statement": r["id"], "voice": r["voice"]}
                            for r in given.get(f"{question.id}={answer.id}", ())
                        ],
                        "lineages": sorted(
                            {f"lineage-{self.lineage_at(r) + 1}" for r in given.get(f"{question.id}={answer.id}", ())}
                        ),
                    }
                    for answer in question.answers.values()
                ],
                "confidence": None,
                "reasons": [{"rule": "gold", "note": question.note}],
            }
            for question in sorted(self.sheet.questions.values(), key=lambda question: question.id)
        ]

    def _naming(self, accounts: list[AccountRecords]) -> list[Record]:
        spans: dict[tuple[str, str, str], list[list[int]]] = {}
        for account in accounts:
            for mark in account.marks("actor"):
                if mark.get("form") != "pronoun":
                    spans.setdefault((mark.get("id"), account.outlet.id, account.marked.words(mark)), []).append(
                        [mark.start, mark.end]
                    )
        return [
            {"actor": actor, "document": document, "label": label, "count": len(found), "spans": found}
            for (actor, document, label), found in sorted(spans.items())
        ]


def _link(key: str, kind: str, a: str, b: str, reason: Record) -> Record:
    return {"id": key, "kind": kind, "a": a, "b": b, "score": 1.0, "reasons": [reason], "by": "gold"}


def event_folders(root: Path) -> list[Path]:
    """Return the folders under `root` that hold an `event.yaml`, in order of name."""
    return sorted(path.parent for path in root.glob("*/event.yaml"))


def load_event(folder: Path) -> AccountsEvent:
    """Read one event: the sheet and every `.marked` file; what cannot be read stands in `errors`."""
    texts: dict[str, MarkedText] = {}
    errors: list[str] = []
    for path in sorted(folder.glob("*.marked")):
        try:
            texts[path.stem] = parse(read_exactly(path), f"{folder.name}/{path.name}")
        except MarkError as error:
            errors.append(str(error))
        except UnicodeDecodeError as error:
            errors.append(f"{folder.name}/{path.name}: is not UTF-8: {error.reason} at byte {error.start}")
    return AccountsEvent(folder, read_sheet(folder / "event.yaml"), texts, tuple(errors))


def read_exactly(path: Path) -> str:
    """Return the text of a file with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def digest(folders: Sequence[Path]) -> str:
    """Return the SHA-256 of the marked texts and sheets of these events, names included."""
    found = hashlib.sha256()
    for folder in sorted(folders):
        for path in sorted([*folder.glob("*.marked"), folder / "event.yaml"]):
            found.update(f"{folder.name}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def verdict_counts(event: AccountsEvent) -> Counter[str]:
    """Count the questions of an event by verdict."""
    return Counter(question.verdict for question in event.sheet.questions.values())
