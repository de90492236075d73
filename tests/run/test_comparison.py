"""A case of many stories is compared story by story: nothing is lost by it, and nothing of one story gets into another."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from crossread.align.stories import StoryOptions, part_stories
from crossread.case import Case
from crossread.run import comparison
from crossread.run.comparison import compare
from crossread.run.options import unseen
from crossread.run.spool import Spool
from crossread.show.export.json import json_text
from crossread.store.view import View
from crossread.store.writer import Writer

FIRE = {
    "bell": (
        "Bell",
        "Nine people died in the fire at the Ostrel mill, Marwick Adeyo said.",
        "Nine",
        9,
        "people",
        "Ostrel",
        "Marwick Adeyo",
    ),
    "drum": (
        "Drum",
        "Fourteen people died in the fire at the Ostrel mill, Marwick Adeyo wrote.",
        "Fourteen",
        14,
        "people",
        "Ostrel",
        "Marwick Adeyo",
    ),
}
WRECK = {
    "horn": (
        "Horn",
        "Nine people died in the wreck of the Zelm, Ivo Kantel said.",
        "Nine",
        9,
        "people",
        "Zelm",
        "Ivo Kantel",
    ),
    "lute": (
        "Lute",
        "Thirty people died in the wreck of the Zelm, Ivo Kantel wrote.",
        "Thirty",
        30,
        "people",
        "Zelm",
        "Ivo Kantel",
    ),
}


def given(source, text, words, number, noun, *names):
    clause = text.partition(",")[0]
    figure = {"words": words, "n": number, "of": noun, "unit": "person"}
    statement = {"clause": clause, "trigger": "died/die", "agent": f"{words} {noun}", "figures": [figure]}
    return {
        "source": source,
        "published": "2031-06-03",
        "text": text,
        "actors": [{"words": name} for name in names],
        "statements": [statement],
    }


def compared(accounts, path):
    with Spool() as spool, Writer(path) as writer:
        for account in accounts:
            writer.save_account(account)
            spool.add(account.document.id, account)
        stories = compare(spool, writer, unseen, ())
    with View(path) as view:
        return stories, list(view.findings()), sorted(link.id for link in view.links())


@pytest.fixture
def apart(monkeypatch):
    """Parts small cases into stories too."""
    options = StoryOptions(whole=0, few=2)
    monkeypatch.setattr(comparison, "part_stories", partial(part_stories, options=options))


def test_two_stories_in_one_case_give_what_each_gives_alone(build, tmp_path, apart):
    fire = {name: given(*parts) for name, parts in FIRE.items()}
    wreck = {name: given(*parts) for name, parts in WRECK.items()}
    both = compared(build({**fire, **wreck}), tmp_path / "both.crossread")
    one = compared(build(fire), tmp_path / "fire.crossread")
    other = compared(build(wreck), tmp_path / "wreck.crossread")
    assert (both[0], one[0], other[0]) == (2, 1, 1)
    assert len(both[1]) >= 2
    assert sorted(both[1], key=lambda f: f.id) == sorted([*one[1], *other[1]], key=lambda f: f.id)
    assert both[2] == sorted([*one[2], *other[2]])


def test_one_story_gives_the_same_parted_or_whole(build, tmp_path, monkeypatch):
    accounts = build({name: given(*parts) for name, parts in FIRE.items()})
    whole = compared(accounts, tmp_path / "whole.crossread")
    monkeypatch.setattr(comparison, "part_stories", partial(part_stories, options=StoryOptions(whole=0)))
    assert compared(accounts, tmp_path / "parted.crossread") == whole


def test_taking_a_document_away_undoes_what_adding_it_did(folder: Path, tmp_path: Path) -> None:
    place, target = tmp_path / "same", tmp_path / "mill.crossread"
    shutil.copytree(folder, place)
    texts = []
    for added in (False, True, False):
        extra = place / "extra.txt"
        if added:
            extra.write_text("Twelve people were killed in the fire at the flour mill, said Ana Ruiz.", "utf-8")
        else:
            extra.unlink(missing_ok=True)
        with Case.build(place, target) as case:
            texts.append(json_text(case))
    assert texts[0] == texts[2] != texts[1]
