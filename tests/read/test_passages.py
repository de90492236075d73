"""Documents become passages: what is a sentence, a title, a heading, a caption."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.errors import NoticeCode
from crossread.model.document import Document, PassageKind
from crossread.model.span import Span
from crossread.read.passages import split_passages


def document(text, title=None):
    return Document.named("a.txt", text, sha256="00", title=title)


def told(text, title=None):
    """The passages as lines "kind: words", white space single."""
    found = split_passages(document(text, title)).found
    return [f"{passage.kind.value}: {' '.join(passage.span.of(text).split())}" for passage in found]


WRAPPED = """Flood takes mill at Orsk

The water rose at four in the morning and by five it had taken the mill,
the two houses beside it and the footbridge. Nobody was in the mill, said
Mayor Toll.

It was the third flood in ten years. The bridge was built after the first
one.
"""


def test_a_text_broken_to_fit_a_page():
    assert told(WRAPPED) == [
        "title: Flood takes mill at Orsk",
        (
            "sentence: The water rose at four in the morning and by five it had taken the mill, the two houses beside it"
            " and the footbridge."
        ),
        "sentence: Nobody was in the mill, said Mayor Toll.",
        "sentence: It was the third flood in ten years.",
        "sentence: The bridge was built after the first one.",
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_other_systems(end):
    assert told(WRAPPED.replace("\n", end)) == told(WRAPPED)


def test_mixed_line_ends_are_kept_in_the_text_and_read_alike():
    text = "Flood at Orsk\r\n\r\nThe mill is gone.\rThe bridge stands.\n\nNobody was hurt.\r\n"
    assert told(text) == [
        "title: Flood at Orsk",
        "sentence: The mill is gone.",
        "sentence: The bridge stands.",
        "sentence: Nobody was hurt.",
    ]


def test_a_text_whose_lines_are_paragraphs():
    text = "The mill at Orsk is gone. The mayor said so.\nThe bridge stands\nNobody was hurt, and nobody expected more rain."
    assert told(text) == [
        "sentence: The mill at Orsk is gone.",
        "sentence: The mayor said so.",
        "heading: The bridge stands",
        "sentence: Nobody was hurt, and nobody expected more rain.",
    ]


def test_the_paragraph_of_each_passage_is_counted():
    found = split_passages(document("One here. Two here.\n\nThree here.")).found
    assert [passage.paragraph for passage in found] == [0, 0, 1]


def test_a_title_that_is_known_is_found_in_the_text():
    text = "ORSK NEWS\n\nThe mill is gone!\n\nThe mill burned down. It was old."
    assert told(text, title="The mill is gone")[1] == "title: The mill is gone!"


def test_headings_lists_captions_and_what_is_none_of_them():
    text = (
        "# Mill lost\n\nBy Ada Stone\n\nPublished: 4 May 2031\n\nIt burned.\n\n## What is known\n\n"
        "- 12 houses were lost.\n- The bridge stands\n  and is open.\n1. The first count.\n\n"
        "Photo: the mill before the fire\n\nThe mill at dusk. (Meridian Press)\n\n* * *\n\n"
        "> He said it was old.\n\nWhat came then\n\nNothing. Read more below.\n\nRead more: The bridge of Orsk\n\n"
        "https://orsk.example/mill\n\nOrsk Press Office"
    )
    assert told(text) == [
        "title: Mill lost",
        "other: By Ada Stone",
        "other: Published: 4 May 2031",
        "sentence: It burned.",
        "heading: What is known",
        "sentence: 12 houses were lost.",
        "sentence: The bridge stands and is open.",
        "sentence: The first count.",
        "caption: Photo: the mill before the fire",
        "caption: The mill at dusk. (Meridian Press)",
        "sentence: He said it was old.",
        "heading: What came then",
        "sentence: Nothing.",
        "sentence: Read more below.",
        "other: Read more: The bridge of Orsk",
        "other: https://orsk.example/mill",
        "other: Orsk Press Office",
    ]


def test_a_byline_is_no_sentence_but_a_sentence_that_begins_so_is_one():
    assert told("By noon the mill was gone. By night it was forgotten.") == [
        "sentence: By noon the mill was gone.",
        "sentence: By night it was forgotten.",
    ]


@pytest.mark.parametrize("text", ["", " \n\n ", "***\n---\n"])
def test_a_text_without_words_has_no_passages(text):
    assert split_passages(document(text)).found == ()


def test_a_line_in_which_no_sentence_ends_is_cut_and_told():
    text = "word " * 1000
    outcome = split_passages(document(text))
    assert max(passage.span.length for passage in outcome.found) <= 2000
    assert " ".join(passage.span.of(text) for passage in outcome.found) == text.strip()
    (notice,) = outcome.notices
    assert (notice.code, notice.detail, notice.start, notice.end) == (NoticeCode.LONG_LINE, "4999", 0, 4999)


def test_a_stretch_without_spaces_is_cut_too():
    outcome = split_passages(document("x" * 5000))
    assert [passage.span.length for passage in outcome.found] == [2000, 2000, 1000]


def test_another_splitter_may_be_given():
    text = "One here. Two here."
    found = split_passages(document(text), sentences=lambda words: [Span(0, 3), Span(4, len(words))]).found
    assert [passage.span.of(text) for passage in found] == ["One", "here. Two here."]


SIGNS = st.text(st.sampled_from('aB1 .!?"”“()\n\r\t-#>*|:é\u00a0…,/[]'), max_size=120)
PIECES = st.lists(
    st.sampled_from(
        [
            "The mill burned.",
            "Mill lost",
            "By Ada Stone",
            "\n",
            "\n\n",
            "- ",
            "# ",
            "> ",
            "1. ",
            " ",
            "Photo: x",
            "word " * 30,
            "“He left. She stayed,” he said.",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(SIGNS, PIECES, st.text(max_size=200)), st.one_of(st.none(), st.just("Mill lost")))
def test_passages_never_overlap_and_cover_every_letter(text, title):
    found = split_passages(document(text, title)).found
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(passage.span.of(text) == passage.span.of(text).strip() for passage in found)
    assert all(a.paragraph <= b.paragraph for a, b in itertools.pairwise(found))
    covered = {place for passage in found for place in range(passage.span.start, passage.span.end)}
    assert [text[place] for place in range(len(text)) if text[place].isalpha() and place not in covered] == []


@pytest.mark.parametrize(
    "text",
    [
        "The mill at Orsk burned down on Friday, the mayor said. " * 18_000,
        "The mill burned.\n" * 60_000,
        "- item\n" * 140_000,
        "Photo (" * 140_000,
        "a " * 500_000,
        "\n" * 1_000_000,
        "[x](" * 250_000,
    ],
)
def test_a_megabyte_is_read_in_seconds(text):
    begin = time.perf_counter()
    split_passages(document(text))
    assert time.perf_counter() - begin < 90  # one to three seconds on an idle core; a hang would take hours


def test_a_headline_stays_in_the_text():
    text = "Mill lost\n\nIt burned."
    (title, _) = split_passages(document(text)).found
    assert (title.kind, title.span) == (PassageKind.TITLE, Span(0, 9))


HEADS = [
    ("Mill burns\nMayor blames the owner\nBy Ada Stone, 4 May 2031\n\n", ["title", "heading", "other"]),
    ("Nine dead as mill burns\nORSK, May 4 (Meridian)\n\n", ["title", "other"]),
    ("The mill burned on Monday,\nthe mayor said.\n\n", ["sentence"]),
]


@pytest.mark.parametrize(("head", "kinds"), HEADS)
def test_a_block_of_headline_subhead_and_byline_is_taken_apart(head: str, kinds: list[str]) -> None:
    text = head + "The old flour mill on the quay burned down on Monday night. Nobody was hurt.\n"
    passages = split_passages(Document.named("a.txt", text, sha256="00")).found
    assert [passage.kind.value for passage in passages[: len(kinds)]] == kinds
    assert passages[-1].span.of(text) == "Nobody was hurt."
