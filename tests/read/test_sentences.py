"""Where sentences end. `|` in an example stands where one sentence ends and the next begins."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.read.sentences import split_sentences

EXAMPLES = [
    # plain
    "The bridge was closed.| No one was hurt.",
    "Was anyone hurt?| No!| The mayor left.",
    "One sentence without a full stop",
    "It rained...| Then it stopped.",
    "It rained… and then it stopped.",
    # shortened words
    "Mr. Toll and Dr. Ana Reed met Gen. Ost at St. Orsk.| They left.",
    "The U.S. embassy closed.| The U.N. envoy stayed.",
    "He flew to the U.S.| The embassy was shut.",
    "Troops of the U.S. Army stayed.",
    "It began at 5 p.m. on Monday.| It ended at 6 a.m.| The crowd left.",
    "The firm Orsk Inc. Mills was sold.| It had been Toll Ltd.| He bought it.",
    "On Aug. 16 the road was cut.| It opened in Sept.| The rain had ended.",
    "Room No. 5 was empty.| He said no.| Five others agreed.",
    "They met on Sat. 5 May.| There he sat.| The others stood.",
    "See p. 12 and pp. 3-4.| Cf. Reed (fig. 2).",
    "The verdict in Toll vs. Orsk came late.| It was short.",
    "They left IE.| Its day was over.| They asked CO.| Nobody answered.",
    "MR. TOLL LEFT.| DR. REED STAYED.",
    # initials
    "J. A. Reed and George W. Toll signed.| A. Ost did not.",
    "They chose Plan B.| The mayor agreed.",
    "So did I.| The others left.",
    # numbers
    "Prices rose 3.5 percent.| Wages rose 2.1.",
    "It cost $3.5 million.| 12 houses were lost.",
    "3. The harbour was closed.| 4 boats sank.",
    "Version 2.0.| It was new.",
    # quotation marks
    "“We lost.| We go home,” he said.",
    "He said: “We lost.”| She left.",
    '"We lost." |"We won."',
    "“Really?” Reed asked.| “Yes!” she said.",
    "“Stop!” he shouted.| They stopped.",
    "He called it ‘a loss.’| She agreed.",
    "It was “a shame.” |The mayor left.",
    "“He said ‘no.’”| She left.",
    # brackets and notes
    "The mill (est. 1950. See the plaque) burned.| It was old.",
    "It burned.| (The cause is unknown.)| It was old.",
    "(He left.| She stayed.)| They slept.",
    "It burned.[1]| It was old.[12][13]| So was he.",
    # lower case after a stop, addresses, names with small letters
    "The site orsk.example. is down.",
    "Write to toll@orsk.example or see www.orsk.example for more.",
    "Sales fell.| iMill shares rose.",
    # no space after the stop
    "The army left the country.|The mayor stayed in town.",
    # other scripts
    "雨が降った。|村は静かだった。",
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_sentences_end_where_a_reader_would_say(example):
    wanted = [piece.strip() for piece in example.split("|")]
    text = example.replace("|", "")
    assert [span.of(text) for span in split_sentences(text)] == wanted


@given(st.text(st.sampled_from("aB .!?…\"'”“()\n1A.J。")))
def test_sentences_cover_everything_and_never_overlap(text):
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "piece",
    ["The mill burned. ", "a. ", "((( ", "“ ", "... ", "A.", "x", "U.S. ", ".\"'", "( a. B ", "word ", "(a. b) "],
)
def test_a_line_of_a_megabyte_is_read_in_seconds(piece):
    text = piece * (1_000_000 // len(piece))
    begin = time.perf_counter()
    split_sentences(text)
    assert time.perf_counter() - begin < 90  # one to three seconds on an idle core; a hang would take hours
