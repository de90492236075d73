"""The checker finds what is wrong: one small sound event, and one damage at a time."""

import pytest

from crossread_scores.accounts import load_event
from crossread_scores.accounts_cli import main
from crossread_scores.checks import check_event

FILLER = " ".join(
    f"{name}word{number}" for number in range(40) for name in ("{0}alpha", "{0}beta", "{0}gamma", "{0}delta")
)

SHEET = """event: orlo-bridge
title: The bridge at Orlo falls
kind: collapse
split: train
sheet: It fell at noon.
actors:
  ada: {name: Ada Finch, kind: person, names: [Finch]}
  bor: {name: Bor Weld, kind: person, names: []}
outlets:
  one: {name: The One, leaning: local, register: early report, published: 2031-05-01}
  two: {name: The Two, leaning: none, register: follow-up, published: 2031-05-02}
  three: {name: The Three, leaning: none, register: blog, published: 2031-05-03}
  four: {name: The Four, leaning: none, register: reprint, published: 2031-05-03}
questions:
  dead: {question: "How many?", kind: figure, verdict: updated, answers: {a: {label: "2", value: 2}, b: {label: "5", value: 5}}, camps: [[a], [b]]}
  hurt: {question: "How many hurt?", kind: figure, verdict: updated, answers: {a: {label: "3", value: 3}, b: {label: "4", value: 4}}, camps: [[a], [b]]}
  who: {question: "Who ordered it?", kind: who, verdict: contested, grade: hard, answers: {a: {label: A}, b: {label: B}}, camps: [[a], [b]]}
  why: {question: "Why?", kind: what, verdict: contested, grade: interpretive, answers: {a: {label: A}, b: {label: B}}, camps: [[a], [b]]}
  warned: {question: "Warned?", kind: whether, verdict: contested, grade: hard, answers: {yes: {label: Yes}, no: {label: No}}, camps: [[yes], [no]]}
  c1: {question: "C1?", kind: what, verdict: corroborated, answers: {a: {label: A}}}
  c2: {question: "C2?", kind: what, verdict: corroborated, answers: {a: {label: A}}}
  c3: {question: "C3?", kind: what, verdict: corroborated, answers: {a: {label: A}}}
  c4: {question: "C4?", kind: what, verdict: corroborated, answers: {a: {label: A}}}
  r1: {question: "R1?", kind: what, verdict: repeated, answers: {a: {label: A}}}
  s1: {question: "S1?", kind: what, verdict: single_source, answers: {a: {label: A}}}
lineages:
  - {documents: [one, four], why: The Four prints The One}
  - {documents: [two], why: own account}
  - {documents: [three], why: own account}
utterances:
  u1: {by: ada, relation: altered}
  u2: {by: ada, relation: cut}
silences:
  - {document: three, question: s1, why: it does not say}
"""
COMMON = "<s is=c1=a>{0}c one</s>. <s is=c2=a>{0}c two</s>. <s is=c3=a>{0}c three</s>. <s is=c4=a>{0}c four</s>. "
TEXTS = {
    "one": "<title>One</title>\n\n" + COMMON + '<s is=dead=a><fig n=2 of=people>Two</fig> people died</s>. <s is=hurt=a><fig n=3>three</fig> hurt</s>. <s is=who=a>A did</s>. <s is=why=a>as A</s>. <s is=warned=yes>warned</s>. <s is=r1=a>r one</s>. <s is=s1=a>alone</s>.\n\n'
    '<actor id=ada>Ada Finch</actor> <cue>said</cue>: "<q by=ada u=u1>It held for years</q>". <copy id=k1>lent words here</copy> <near of=dead>two</near> <near of=hurt>three</near> ',
    "two": "<title>Two</title>\n\n" + COMMON + '<s is=dead=b><fig n=5>Five</fig></s>. <s is=hurt=b><fig n=4>four</fig> hurt</s>. <s is=who=b>B did</s>. <s is=why=b>as B</s>. \n\n<actor id=bor>Bor Weld</actor> <cue>denied</cue> <att by=bor><s is=warned=no>that he was warned</s></att>.\n\n'
    '<actor id=ada>Finch</actor> <cue>said</cue>: "<q by=ada u=u1>It held</q>" "<q by=ada u=u2>never</q>" ',
    "three": '<title>Three</title>\n\nPlain. "<q by=ada u=u2>never again</q>" <s is=warned=yes>was warned</s> <s is=warned=no>was not</s> ',
    "four": "<title>Four</title>\n\nPlain. <s is=r1=a>r two</s> <copy id=k1 from=one>lent words here</copy> ",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    event = tmp_path / "orlo-bridge"
    event.mkdir()
    (event / "event.yaml").write_text(SHEET, "utf-8")
    for name, text in TEXTS.items():
        (event / f"{name}.marked").write_text(text.format(name) + FILLER.format(name) + "\n", "utf-8")
    main(["--root", str(tmp_path), "render"])
    return event


def errors(folder, *, render=True):
    if render:
        main(["--root", str(folder.parent), "render"])
    return [str(problem) for problem in check_event(load_event(folder)) if problem.level == "error"]


def test_a_sound_event_has_no_errors(folder):
    assert errors(folder) == []
    assert main(["--root", str(folder.parent), "check"]) == 0


DAMAGES = [
    ("one.marked", "<actor id=ada>", "<actor id=nemo>", "is no actor"),
    ("one.marked", "<q by=ada u=u1>", "<q u=u1>", "by is missing"),
    ("one.marked", "<q by=ada u=u1>", "<q by=ada u=u9>", "is no utterance"),
    ("one.marked", "is=dead=a", "is=dead=z", "is no answer of 'dead'"),
    ("one.marked", "is=dead=a", "is=deaths=a", "is no question"),
    ("one.marked", "of=people", "of=ships", "does not stand in the paragraph"),
    ("one.marked", "<fig n=2 of=people>", "<fig n=two of=people>", "is no number"),
    ("one.marked", "<fig n=2 of=people>", "<fig n=2 num=second of=people>", "does not stand in the mark"),
    ("one.marked", "<near of=dead>", "<near of=toll>", "is no question"),
    ("one.marked", "<cue>said</cue>", "<cue for=a7>said</cue>", "is the id of no <q> or <att>"),
    ("one.marked", "<title>One</title>", '<title>One</title> <date value="2031-05">May</date>', "canonical form"),
    ("one.marked", "<title>One</title>", "<title>One</title> <date value=2031-13>May</date>", "is no TIMEX3 value"),
    ("one.marked", "<title>One</title>", "<title>One</title> <date value=P3D>May</date>", "is no DATE"),
    ("one.marked", "<title>One</title>", "<title>One</title", "bare '<'"),
    ("four.marked", "from=one", "from=none", "is no other outlet"),
    ("four.marked", "from=one", "from=three", "has no copy 'k1'"),
    ("four.marked", "<copy id=k1 from=one>lent words here</copy>", "", "has one side only"),
    ("four.marked", "Plain.", "onealphaword0 onebetaword0 onegammaword0 onedeltaword0 onealphaword1 onebetaword1 onegammaword1 onedeltaword1", "shares with"),
    ("three.marked", "Plain.", "<s is=s1=a>Plain</s>.", "does answer 's1'"),
    ("three.marked", "Plain.", "<s is=who=b>Plain</s>." + " long" * 900, "must have 150 to 900"),
    ("event.yaml", "verdict: single_source", "verdict: corroborated", "by the rule it is single_source"),
    ("event.yaml", "verdict: repeated", "verdict: corroborated", "by the rule it is repeated"),
    ("event.yaml", "value: 5}}, camps: [[a], [b]]", "value: 5}}, camps: [[a, b]]", "by the rule it is corroborated"),
    ("event.yaml", "published: 2031-05-02", "published: 2031-05-01", "by the rule it is contested"),
    ("event.yaml", "camps: [[a], [b]]", "camps: [[a]]", "must stand in exactly one"),
    ("event.yaml", "kind: who,", "kind: what,", "at least three different kinds"),
    ("event.yaml", "grade: hard", "grade: harsh", "is none of hard, soft, interpretive"),
    ("event.yaml", "  - {documents: [three], why: own account}\n", "", "stands in 0 lineages"),
    ("event.yaml", "register: blog", "register: zine", "is none of"),
    ("event.yaml", "leaning: none,", "leaning: none, family: Orlo Press,", "are of one family"),
    ("event.yaml", "relation: altered}", "relation: altered, note: cut, and turned}", "quote the text"),
    ("event.yaml", "event: orlo-bridge", "event: orlo: bridge", "cannot be read"),
    ("event.yaml", "answers: {yes: {label: Yes}, no: {label: No}}", "answers: {yes: {label: Yes}, no: {label: No}, off: {label: Off}}", "stands in no text"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after", "said"), DAMAGES)
def test_the_checker_finds_each_damage(folder, name, before, after, said):
    path = folder / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    found = errors(folder)
    assert any(said in problem for problem in found), found


def test_a_rendering_that_is_stale_or_missing_is_found(folder):
    (folder / "one.txt").write_text("other", "utf-8")
    (folder / "two.txt").unlink()
    found = errors(folder, render=False)
    assert any("one.txt: is not the rendering" in problem for problem in found)
    assert any("two.txt: is missing" in problem for problem in found)


def test_evidence_in_copied_wording_counts_for_where_it_was_first_told(folder):
    path = folder / "event.yaml"
    path.write_text(
        path.read_text("utf-8")
        .replace("[one, four], why: The Four prints The One", "[one], why: own")
        .replace("  - {documents: [two]", "  - {documents: [four], why: own}\n  - {documents: [two]"),
        "utf-8",
    )
    assert any("r1: verdict is repeated, by the rule it is corroborated" in problem for problem in errors(folder))
    marked = folder / "four.marked"
    text = marked.read_text("utf-8").replace(
        "<s is=r1=a>r two</s> <copy id=k1 from=one>", "<copy id=k1 from=one><s is=r1=a>r two</s> "
    )
    marked.write_text(text, "utf-8")
    assert not any("r1: verdict" in problem for problem in errors(folder))


def test_an_outlet_that_speaks_as_an_actor_is_that_voice(folder):
    path = folder / "event.yaml"
    three = folder / "three.marked"
    three.write_text(three.read_text("utf-8").replace("Plain.", '"<q by=bor><s is=s1=a>alone</s></q>"'), "utf-8")
    sheet = path.read_text("utf-8").replace("verdict: single_source", "verdict: repeated").replace("silences:\n  - {document: three, question: s1, why: it does not say}\n", "")  # fmt: skip
    path.write_text(sheet, "utf-8")
    assert any("s1: verdict is repeated, by the rule it is corroborated" in problem for problem in errors(folder))
    path.write_text(sheet.replace("register: early report,", "register: early report, speaks_as: bor,"), "utf-8")
    assert not any("s1: verdict" in problem for problem in errors(folder))
