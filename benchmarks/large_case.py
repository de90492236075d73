"""Makes a case of 10,000 documents of the project's own accounts: `python benchmarks/large_case.py CASE [N]`.

The train and dev accounts are built once, in one case, by the whole pipeline. That case is then written into the store
again and again under other identifiers and paths until it holds N documents: reading 10,000 documents takes hours where
a machine is shared, and the reading room sees no difference. Everything is written so (texts, statements, links,
lineages, actors, findings, silences, naming). Outlets stand in all copies (an outlet has some fifty documents), and so
do the actors named most often (they are in thousands).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crossread.case import Case
from crossread.model.identity import content_id
from crossread.model.link import Actor
from crossread.run.options import BuildOptions
from crossread.store.view import View
from crossread.store.writer import Writer
from crossread_scores.accounts import load_event
from crossread_scores.folders import ROOT, write_folder

DOCUMENTS = 10_000
SHARED = 30
"""Actors that stand in every copy: those with the most mentions."""
_KEY = re.compile(r"[a-z]{1,2}[0-9a-f]{16}")

Rename = Callable[[str], str]


def base_case(folder: Path) -> Path:
    """Build the train and dev accounts as one case, and return where it lies."""
    for place in sorted(path for path in ROOT.iterdir() if path.is_dir()):
        event = load_event(place)
        if event.texts and not event.errors and event.sheet.split != "test":
            write_folder(event, folder / "accounts" / place.name)
    path = folder / "base.crossread"
    Case.build(folder / "accounts", path, BuildOptions(jobs=1)).close()
    return path


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)


def renamed(value: Any, rename: Rename) -> Any:
    """Return a record with every identifier in it under its other name."""
    if isinstance(value, str):
        return type(value)(rename(value)) if type(value) is str and _KEY.fullmatch(value) else value
    if isinstance(value, tuple):
        return tuple(renamed(item, rename) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for name in _names(type(value)):
            old = getattr(value, name)
            new = renamed(old, rename)
            if new is not old and new != old:
                changed[name] = new
        return replace(value, **changed) if changed else value
    return value


def copies(base: View, number: int) -> Iterator[tuple[int, Rename]]:
    """Yield as many copies as make `number` documents, each with what gives identifiers their other name."""
    held = sum(1 for _ in base.documents())
    popular = sorted(base.actors(), key=lambda actor: (-len(actor.mentions), actor.id))[:SHARED]
    shared = {str(actor.id) for actor in popular}
    for copy in range(-(-number // held)):

        def rename(key: str, copy: int = copy) -> str:
            return key if key in shared or not copy else content_id(key.rstrip("0123456789abcdef") or key[0], key, copy)

        yield copy, cache(rename)


def large_case(base: View, target: Path, number: int) -> None:
    """Write the case again and again until it holds `number` documents or a few more."""
    links, actors, lineages, groups = [], dict[str, Actor](), [], []
    findings, silences, naming, notices = [], [], [], list(base.notices())
    sayings, events, acts = [], [], []
    accounts = list(base.accounts())
    inside = {link.id for account in accounts for link in account.links}
    across = [link for link in base.links() if link.id not in inside]
    with Writer(target) as writer:
        for copy, rename in copies(base, number):
            print(f"copy {copy}", file=sys.stderr)
            for account in accounts:
                again = renamed(account, rename)
                path = f"{copy:03}/{account.document.path}"
                writer.save_account(replace(again, document=replace(again.document, path=path)))
            links += renamed(tuple(across), rename)
            for actor in renamed(tuple(base.actors()), rename):
                known = actors.get(actor.id)
                mentions = (*known.mentions, *actor.mentions) if known else actor.mentions
                actors[actor.id] = replace(actor, mentions=mentions)
            lineages += renamed(tuple(base.lineages()), rename)
            groups += renamed(tuple(base.groups()), rename)
            findings += renamed(tuple(base.findings()), rename)
            silences += renamed(tuple(base.silences()), rename)
            naming += renamed(tuple(base.naming()), rename)
            sayings += renamed(tuple(base.sayings()), rename)
            events += renamed(tuple(base.events()), rename)
            acts += renamed(tuple(base.acts()), rename)
        writer.replace_alignment(_by_id(links), _by_id(actors.values()), _by_id(lineages), _by_id(groups))
        writer.replace_findings(findings, silences, sorted(naming), notices)
        writer.replace_tellings(sorted(sayings), _by_id(events), _by_id(acts))
        writer.set_meta("version", base.meta("version") or "")
        writer.set_meta("models", base.meta("models") or "")


def _by_id(records: Iterable[Any]) -> list[Any]:
    return sorted({record.id: record for record in records}.values(), key=lambda record: record.id)


def main(target: str, number: str = str(DOCUMENTS), base: str = "") -> None:
    """Write the large case to `target`; `base` is a case to copy, where one is there already."""
    Path(target).unlink(missing_ok=True)
    with TemporaryDirectory() as folder:
        path = Path(base) if base else base_case(Path(folder))
        with View(path) as view:
            large_case(view, Path(target), int(number))


if __name__ == "__main__":
    main(*sys.argv[1:])
