import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread_scores.marks import NAMES, Mark, MarkedText, MarkError, parse, write

TEXT = """<title>Bridge at Orlo <s is=fell=yes>falls</s></title>

<att by=unknown id=a1><s is="fell=yes dead=three"><fig n=3 of=people>Three</fig> people died</s></att>, <cue for=a1>it was said</cue>.
R&amp;D costs 3 &lt; 4; "<q by=ada u=u1>no</q>".
"""


def test_takes_the_marks_out_and_puts_them_back():
    marked = parse(TEXT)
    assert marked.text.startswith("Bridge at Orlo falls\n\nThree people died, it was said.\nR&D costs 3 < 4;")
    assert [marked.words(mark) for mark in marked.marks if mark.name == "s"] == ["falls", "Three people died"]
    assert write(marked) == TEXT


def test_knows_what_is_around_what():
    marked = parse(TEXT)
    figure = next(mark for mark in marked.marks if mark.name == "fig")
    assert [mark.name for mark in marked.above(figure)] == ["s", "att"]
    assert figure.get("n") == "3"
    assert not figure.has("unit")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("One\n<q>two", 2, "never closed"),
        ("One</q>", 1, "closes nothing"),
        ("<q>a<att>b</q></att>", 1, "never cross"),
        ("<q></q>", 1, "around no words"),
        ("\n\n<quote>a</quote>", 3, "is no mark"),
        ("a < b", 1, "write &lt;"),
        ("Marks & Co", 1, "write &amp;"),
        ("<q by=a by=b>x</q>", 1, "twice"),
        ("<q by = a>x</q>", 1, "cannot read the attributes"),
        ("<fig n=1", 1, "bare '<'"),
        ('<q by="a\nb">x</q>', 1, ""),
    ],
)
def test_says_file_line_and_what_is_wrong(text, line, said):
    with pytest.raises(MarkError, match=f"^lake/herald.marked:{line}: ") as error:
        parse(text, "lake/herald.marked")
    assert said in str(error.value)


def test_quotes_values_only_where_it_must():
    assert write(parse('<s is="a=b">x</s>')) == "<s is=a=b>x</s>"
    assert write(parse('<s is="a=b c=d">x</s>')) == '<s is="a=b c=d">x</s>'
    assert write(parse('<fig n=1 of="&quot;men&quot;">x</fig>')) == '<fig n=1 of="&quot;men&quot;">x</fig>'


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@st.composite
def marked_texts(draw):
    pieces, marks = [], []

    def grow(parent, depth):
        for _ in range(draw(st.integers(1, 3))):
            if depth < 3 and draw(st.booleans()):
                index, start = len(marks), sum(map(len, pieces))
                marks.append(None)
                name = draw(st.sampled_from(NAMES))
                attributes = draw(
                    st.dictionaries(st.sampled_from(["id", "by", "of"]), WORDS.filter(lambda w: "\n" not in w))
                )
                grow(index, depth + 1)
                marks[index] = Mark(name, tuple(attributes.items()), start, sum(map(len, pieces)), parent, 1)
            else:
                pieces.append(draw(WORDS))

    grow(-1, 0)
    return MarkedText("".join(pieces), tuple(marks))


@given(marked_texts())
def test_every_marked_text_survives_writing_and_reading(marked):
    again = parse(write(marked))
    assert again.text == marked.text
    places = [(m.name, m.attributes, m.start, m.end, m.parent) for m in marked.marks]
    assert [(m.name, m.attributes, m.start, m.end, m.parent) for m in again.marks] == places
    assert write(again) == write(marked)


@given(st.text())
def test_no_text_makes_the_reader_crash(text):
    try:
        marked = parse(text)
    except MarkError:
        return
    assert parse(write(marked)) == marked or marked.marks
