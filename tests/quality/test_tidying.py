"""What hands write differently comes into one form, and no word changes."""

from pathlib import Path

import pytest

from crossread_scores.accounts import event_folders, load_event, read_exactly
from crossread_scores.coverage import unmarked
from crossread_scores.event import Actor, Sheet
from crossread_scores.marks import parse, write
from crossread_scores.tidying import tidied

ROOT = Path(__file__).parents[2] / "accounts"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<date value=2031-05-05>on Monday</date>", "on <date value=2031-05-05>Monday</date>"),
        ("<date value=P3D type=DURATION>for three days</date>", "for <date value=P3D type=DURATION>three days</date>"),
        ("<date value=2031-05>As of May</date>", "As of <date value=2031-05>May</date>"),
        ("<s is=a=b><date value=2031>in 2031</date></s>", "<s is=a=b>in <date value=2031>2031</date></s>"),
        (
            "<date value=2031-05-05T12:00 type=TIME mod=BEFORE>before noon</date>",
            "<date value=2031-05-05T12:00 type=TIME mod=BEFORE>before noon</date>",
        ),
        ("<date value=2031-05-05>once</date>", "<date value=2031-05-05>once</date>"),
        ("<fig n=3 unit=kilometres>3</fig>", "<fig n=3 unit=km>3</fig>"),
        ("<fig n=3 unit=vote of=votes>3</fig> votes", "<fig n=3 of=votes>3</fig> votes"),
        ("<fig n=3 unit=priest of=priests>3</fig> priests", "<fig n=3 unit=person of=priests>3</fig> priests"),
        ("<fig n=3 unit=crown>3</fig> crowns", "<fig n=3 unit=crown>3</fig> crowns"),
        ("<fig n=3 unit=person of=persons>3</fig> persons", "<fig n=3 unit=person of=persons>3</fig> persons"),
    ],
)
def test_one_form(before, after):
    marked = parse(before)
    assert write(tidied(marked)) == after
    assert tidied(marked).text == marked.text


def test_the_corpus_is_tidy():
    for folder in event_folders(ROOT):
        for name, text in load_event(folder).texts.items():
            assert write(tidied(text)) == read_exactly(folder / f"{name}.marked"), f"{folder.name}/{name}"


SHEET = Sheet(
    "e", "t", "k", "train", {"ada": Actor("ada", "Ada Finch", "person", ("Finch", "the keeper"))}, {}, {}, (), {}, ()
)


def test_what_stands_in_no_mark_is_told_with_its_line():
    text = parse(
        'Finch came on Monday.\n\nShe said "no" to 12 men, <actor id=ada>Ada Finch</actor>, and it was <fig n=4>4</fig>.'
    )
    told = list(unmarked(text, SHEET))
    assert told == [
        (1, "'Monday' is in no <date>"),
        (3, "'12' is in no <fig> or <date>"),
        (3, "'\"no\"' is in no <q>"),
        (1, "'Finch' is in no <actor>"),
    ]


def test_what_stands_in_its_mark_is_not_told():
    text = parse(
        '<actor id=ada>Finch</actor> came <date value=2031-05-05>on Monday</date> and said "<q by=ada>no, 12</q>" to <fig n=12>12</fig>.'
    )
    assert [what for _, what in unmarked(text, SHEET)] == ["'12' is in no <fig> or <date>"]
