from datetime import date

import pytest

from crossread.judge import testimony
from crossread.judge.ranking import Weighing, rank
from crossread.judge.rulings import finding, independent, rule
from crossread.model.finding import Evidence, FindingKind, Grade, Question
from crossread.model.span import Span


def said(document, *, by=None, day=None, teller=None, at=0):
    """One answer of one document."""
    published = date(2031, 6, day) if day else None
    lineage = f"n{teller or document}"
    return testimony.Testimony(
        None, Evidence(document, Span(at, at + 4)), "nine", by, teller or document, lineage, published
    )


def verdict(*camps, values=()):
    return rule(camps, Grade.HARD, ordered=values).verdict


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ([said("a"), said("b")], 2),
        ([said("a"), said("b", teller="a")], 1),
        ([said("a", by="mayor"), said("b", by="mayor")], 1),
        ([said("a", by="mayor"), said("b")], 2),
        ([said("a", by="mayor"), said("b", by="mayor"), said("b")], 2),
        ([said("a", by="mayor"), said("a", by="nurse")], 1),
        ([said("a", by="mayor"), said("a", by="nurse"), said("b", by="mayor")], 2),
    ],
)
def test_evidence_counts_once_a_telling_and_once_a_speaker(items, count):
    assert independent(items) == count
    assert independent(items[::-1]) == count


def test_one_camp():
    assert verdict([said("a"), said("b")]) == "corroborated"
    assert verdict([said("a"), said("b", teller="a")]) == "repeated"
    assert verdict([said("a", by="mayor"), said("b", by="mayor")]) == "repeated"
    assert verdict([said("a"), said("a", at=9)]) == "single_source"


def test_several_camps():
    nine, eleven, fourteen = [said("a", day=3)], [said("b", day=4)], [said("c", day=7)]
    assert verdict(nine, eleven, fourteen, values=(9, 11, 14)) == "updated"
    assert verdict(nine, eleven, fourteen, values=(9, 14, 11)) == "contested"
    assert verdict(nine, eleven, fourteen) == "contested"
    assert verdict(nine, [said("b", day=3)], values=(9, 11)) == "contested"
    assert verdict(nine, [said("b")], values=(9, 11)) == "contested"


def test_a_later_document_that_tells_the_old_value_alone_contests_the_update():
    nine, eleven = [said("a", day=3), said("c", day=9)], [said("b", day=4)]
    assert verdict(nine, eleven, values=(9, 11)) == "contested"


def test_a_later_document_may_recall_the_old_value_beside_the_new():
    nine, eleven = [said("a", day=3), said("b", day=4, at=9)], [said("b", day=4)]
    assert verdict(nine, eleven, values=(9, 11)) == "updated"


def test_a_finding_is_made_of_its_evidence():
    ruling = rule([[said("a"), said("b")]], Grade.HARD)
    made = finding(Question(FindingKind.FIGURE), [("9", [said("b"), said("a")])], ruling, 0.9)
    same = finding(Question(FindingKind.FIGURE), [("9", [said("a"), said("b")])], ruling, 0.9)
    assert made == same
    assert made.documents == ("a", "b")
    assert made.answers[0].lineages == ("na", "nb")


def test_what_an_editor_wants_first():
    order = [
        ("contested", Grade.HARD),
        ("contested", Grade.INTERPRETIVE),
        ("contested", Grade.SOFT),
        ("corroborated", None),
    ]
    order += [("repeated", None), ("single_source", None)]
    ranks = [rank(Weighing(v, grade, FindingKind.FIGURE, (), 0.8))[0] for v, grade in order]
    assert ranks == sorted(ranks, reverse=True)
    sure, unsure = (rank(Weighing("contested", Grade.HARD, FindingKind.WHO, (), c))[0] for c in (0.9, 0.4))
    assert sure > unsure
