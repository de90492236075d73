"""What a text tells of itself, and what it does not."""

import time

import pytest

from crossread.model.value import PartialDate
from crossread.plugins import RawText
from crossread.read.bylines import completed, is_byline, read_byline

BODY = "The flood took the mill on Friday, and with it two houses and the bridge that was built a year before."


@pytest.mark.parametrize(
    "line",
    [
        "Published: 4 May 2031",
        "Published 4 May 2031",
        "Published on May 4, 2031",
        "Posted: May 4th, 2031",
        "First published: 04 May 2031",
        "Date first published: 4 May 2031",
        "Sunday 11 May 2031, by [Ada Stone](#) (Date first published: 4 May 2031).",
        "Originally published on Sunday, 4 May 2031",
        "4 May 2031",
        "Sunday 4 May 2031",
        "Sunday, May 4, 2031",
        "May 4, 2031 | 10:30",
        "2031-05-04",
        "13/05/2031",
        "FOR IMMEDIATE RELEASE: May 4, 2031",
        "ORSK, May 4, 2031 (MPA) - " + BODY,
        "Date: 4 Sept. 2031",
    ],
)
def test_dates_of_publication(line):
    told = read_byline(f"Flood at Orsk\n\n{line}\n\n{BODY}").published
    wanted = PartialDate(2031, 9, 4) if "Sept" in line else PartialDate(2031, 5, 13 if "13/" in line else 4)
    assert told == wanted


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("May 2031", PartialDate(2031, 5)),
        ("Published in May 2031", PartialDate(2031, 5)),
        ("04/05/2031", PartialDate(2031)),
    ],
)
def test_dates_stay_as_partial_as_they_are_written(line, date):
    assert read_byline(f"Flood at Orsk\n\n{line}\n\n{BODY}").published == date


@pytest.mark.parametrize(
    "line",
    [
        "Monday",
        "Published: Monday",
        "4 May",
        "Updated: 4 May 2031",
        "The mill was built on 4 May 1931 and burned on 5 May 2031, as the mayor said.",
        "On 4 May 2031 the mill burned.",
        "31 February 2031",
        "2031",
        "Copyright 2031",
        "Orsk, 4 May (MPA)",
    ],
)
def test_what_is_no_date_of_publication(line):
    assert read_byline(f"Flood at Orsk\n\n{line}\n\n{BODY}").published is None


def test_a_date_far_down_is_none_of_publication():
    assert read_byline("\n\n".join([BODY] * 12 + ["Published: 4 May 2031"])).published is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ada Stone", "Ada Stone"),
        ("by ADA STONE", "ADA STONE"),
        ("By: Ada Stone", "Ada Stone"),
        ("By Ada Stone and Bo Reed", "Ada Stone and Bo Reed"),
        ("By Ada Stone, The Bell", "Ada Stone"),
        ("By Ada de la Stone | May 4, 2031", "Ada de la Stone"),
        ("Written by Ada O’Stone-Reed", "Ada O’Stone-Reed"),
        ("Sunday 4 May 2031, by [Ada Stone](#)", "Ada Stone"),
        ("May 4, 2031 – By Ada Stone", "Ada Stone"),
        ("By noon the mill was gone.", None),
        ("By the river stood a mill", None),
        ("By Orsk", None),
        ("By order of the mayor", None),
        ("Built by Orsk Mills in 1931.", None),
        ("By Orsk Mill the river rose.", None),
    ],
)
def test_bylines(line, author):
    assert read_byline(f"Flood takes mill\n\n{line}\n\n{BODY}").author == author


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Flood takes mill\n\n{BODY}", "Flood takes mill"),
        (f"\n\n  Flood takes mill \n\n{BODY}", "Flood takes mill"),
        (f"# Flood takes mill\n{BODY}", "Flood takes mill"),
        (f"Flood takes mill\n{BODY}", "Flood takes mill"),
        (f"4 May 2031\n\nFlood takes mill\n\n{BODY}", "Flood takes mill"),
        (f"Who opened the gates?\n\n{BODY}", "Who opened the gates?"),
        (f"“We lost everything”\n\n{BODY}", "“We lost everything”"),
        (f"12 houses lost at Orsk!\n\n{BODY}", "12 houses lost at Orsk!"),
        (BODY, None),
        (f"{BODY}\n\n{BODY}", None),
        (f"The mill is gone.\n\n{BODY}", None),
        (f"the mill, they say\n\n{BODY}", None),
        ("The flood took the mill\nand with it two houses\nat Orsk.", None),
        (f"- Flood takes mill\n\n{BODY}", None),
        (f"Orsk\n\n{BODY}", None),
        (f"7:30 P.M. EST\n\n{BODY}", None),
        ("Flood takes mill", None),
        ("", None),
    ],
)
def test_headlines(text, title):
    assert read_byline(text).title == title


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        (f"ORSK (MPA) - {BODY}", "MPA"),
        (f"ORSK, Zarhan, May 4 (Meridian Press) — {BODY}", "Meridian Press"),
        (f"UPPER ORSK (MPA) – {BODY}", "MPA"),
        (f"The mill at Orsk (MPA) - {BODY}", None),
        ("ORSK (MPA)", None),
        (f"Orsk Mill (founded 1931) - {BODY}", None),
    ],
)
def test_the_agency_in_a_dateline(line, agency):
    assert read_byline(f"Flood takes mill\n\n{line}").agency == agency


def test_only_what_nothing_else_told_is_filled():
    text = f"Flood takes mill\n\nBy Ada Stone\n\nORSK (MPA) - {BODY}"
    told = completed(RawText(text, title="Known", published=PartialDate(2031)))
    assert (told.title, told.author, told.source, told.published) == ("Known", "Ada Stone", "MPA", PartialDate(2031))
    assert told.text == text


@pytest.mark.parametrize(
    "line", ["By Ada Stone", "Published: 4 May 2031", "Sunday 4 May 2031", "By Ada Stone, The Bell"]
)
def test_lines_that_only_tell_who_and_when(line):
    assert is_byline(line)


@pytest.mark.parametrize("line", ["By Orsk Mill the river rose.", "It was published on 4 May 2031 by the Bell.", BODY])
def test_lines_that_tell_more(line):
    assert not is_byline(line)


@pytest.mark.parametrize("piece", ["By A ", "A. ", "May 4, ", "ORSK, ", "published ", "By Ada " * 3, "\n"])
def test_a_long_first_line_is_read_at_once(piece):
    begin = time.perf_counter()
    read_byline(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - begin < 20  # hundredths of a second on an idle core
