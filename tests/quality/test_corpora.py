"""Readers of public corpora, on small invented files in their formats."""

import io
import json
import lzma
import tarfile
from functools import partial

import numpy as np
import pytest

from crossread_scores import corpora, corpora_stories, task_answers, tasks
from crossread_scores.corpora import CorpusAbsentError


def archive(path, **files):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:xz") as target:
        for name, text in files.items():
            raw = text.encode()
            info = tarfile.TarInfo(name.replace("__", "/"))
            info.size = len(raw)
            target.addfile(info, io.BytesIO(raw))


def compressed(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.write(text)


def test_timebank(tmp_path):
    tml = (
        '<TimeML><DCT><TIMEX3 tid="t0" type="TIME" value="2031-05-08T10:00">8 May</TIMEX3></DCT><TEXT>\nThe mill <EVENT>burned</EVENT> on '
        '<TIMEX3 tid="t1" type="DATE" value="2031-05-05" mod="START">Monday</TIMEX3>.</TEXT></TimeML>'
    )
    archive(tmp_path / "tempeval3-tbaq" / "timebank-aquaint.tar.xz", **{"x__AQUAINT__one.tml": tml})
    (case,) = corpora.read_timebank(tmp_path)
    (document,) = case["documents"]
    (date,) = case["dates"]
    assert document["text"] == "\nThe mill burned on Monday."
    assert document["published"] == "2031-05-08"
    assert document["text"][slice(*date["span"])] == "Monday"
    assert (date["value"], date["type"], date["mod"]) == ("2031-05-05", "DATE", "START")


def test_meantime_puts_tokens_together(tmp_path):
    words = ["Bridge", "shut", "|", "It", "cost", "$", "12", "million", ",", "he", "said", "."]
    tokens, sentence = "", 0
    for number, word in enumerate(words):
        if word == "|":
            sentence += 1
        else:
            tokens += f'<token t_id="{number}" sentence="{sentence}">{word}</token>'
    value = (
        '<VALUE m_id="1" type="MONEY"><token_anchor t_id="5"/><token_anchor t_id="6"/><token_anchor t_id="7"/></VALUE>'
    )
    archive(
        tmp_path / "meantime" / "gm-stock-apple.tar.xz",
        **{"intra_cross-doc_annotation__c__a.xml": f"<Document>{tokens}{value}</Document>"},
    )
    (case,) = corpora.read_meantime_values(tmp_path)
    text = case["documents"][0]["text"]
    assert text == "Bridge shut\nIt cost $12 million, he said."
    assert [text[slice(*figure["span"])] for figure in case["figures"]] == ["$12 million"]


def test_quantulum(tmp_path):
    items = [
        {
            "req": "8 to 16 km for $5",
            "res": [
                {"value": 12, "unit": "kilometre", "surface": "8 to 16 km", "uncertainty": 4},
                {"value": 5, "unit": "dollar", "surface": "$5"},
            ],
        }
    ]
    path = tmp_path / "quantulum3-tests" / "quantities.json"
    path.parent.mkdir()
    path.write_text(json.dumps(items))
    (case,) = corpora.read_quantulum(tmp_path)
    assert [(f["low"], f["high"], f["unit"]) for f in case["figures"]] == [(8, 16, "km"), (5, 5, "USD")]
    assert [case["documents"][0]["text"][slice(*f["number"])] for f in case["figures"]] == ["8 to 16 km", "$5"]


def test_re3d(tmp_path):
    text = "At least 40 men came."
    archive(
        tmp_path / "re3d" / "re3d-without-bbc.tar.xz",
        **{
            "A__documents.json": json.dumps({"_id": "d", "text": text}) + "\n",
            "A__entities.json": "\n".join(
                json.dumps({"begin": b, "end": e, "type": t, "documentId": "d"})
                for b, e, t in ((0, 15, "Quantity"), (12, 15, "Person"))
            ),
        },
    )
    (case,) = corpora.read_re3d_quantities(tmp_path)
    assert [text[slice(*figure["span"])] for figure in case["figures"]] == ["At least 40 men"]


def test_polnear(tmp_path):
    text = 'Ada said: "It held," and went. Bor denies that the so-called "crack" was there.'
    spans = {
        "T1": (0, 3, "Source"),
        "T2": (4, 8, "Cue"),
        "T3": (10, 20, "Content"),
        "T4": (31, 34, "Source"),
        "T5": (35, 41, "Cue"),
        "T6": (42, 78, "Content"),
    }
    notes = "".join(f"{key}\t{kind} {a} {b}\t{text[a:b]}\n" for key, (a, b, kind) in spans.items())
    notes += "E1\tAttribution:T9 Content:T3 Cue:T2 Source:T1\nE2\tAttribution:T9 Content:T6 Cue:T5 Source:T4\n"
    archive(
        tmp_path / "polnear" / "train-dev.tar.xz",
        **{"dev__text__one.txt": text, "dev__attributions__one_0a1b.ann": notes, "train__text__two.txt": "No."},
    )
    (case,) = corpora.read_polnear(tmp_path)
    assert [text[slice(*record["content"][0])] for record in case["attributions"]] == ['"It held,"', text[42:78]]
    assert [record["source"]["text"] for record in case["attributions"]] == ["Ada", "Bor"]
    assert [text[slice(*record["spans"][0])] for record in case["quotations"]] == ["It held,", "crack"]


def test_tolls_and_answers_and_oppositions(tmp_path):
    rows = 'id,low,high,source_article\n7,2,5,"""Wire,2031-05-01,Two killed at Orlo"";""Post,2031-05-02,Five dead at Orlo"""\n8,x,1,none\n'
    compressed(tmp_path / "ucdp-ged-ukraine" / "ucdp-2014-15.csv.xz", rows)
    (toll,) = corpora_stories.read_tolls(tmp_path)
    assert toll["articles"] == [
        ("Wire", "2031-05-01", "Two killed at Orlo"),
        ("Post", "2031-05-02", "Five dead at Orlo"),
    ]
    answers = [{"Answer": "rust", "cluster_global": 1, "Paragraph": "It was rust."}]
    compressed(
        tmp_path / "discord-questions" / "nanco_dataset.json.xz", json.dumps([{"question": "Why?", "answers": answers}])
    )
    assert corpora_stories.read_nanco(tmp_path)[0]["answers"] == [("rust", 1, "It was rust.")]
    line = json.dumps({"sentence1": "a", "sentence2": "b", "gold_label": "contradiction"}) + "\n"
    compressed(tmp_path / "breaking-nli" / "breaking_nli.jsonl.xz", line)
    assert [item.opposed for item in corpora_stories.read_breaking_nli(tmp_path)] == [True]
    claim = json.dumps({"text": "a", "gold_evidence": [{"text": " b"}, {"text": "c "}], "label": "SUPPORTS"}) + "\n"
    compressed(tmp_path / "fm2" / "dev.jsonl.xz", claim)
    assert [(item.other, item.opposed) for item in corpora_stories.read_fm2(tmp_path, "all")] == [("b c", False)]


def test_planted_passages_stand_where_gold_says(tmp_path):
    def briefing(name):
        paragraph = (
            " ".join(f"{name}{k}" for k in range(30))
            + ". "
            + " ".join(f"{name}x{k}" for k in range(30))
            + ". Done and gone."
        )
        return {"text": "\n".join([paragraph] * 3), "date": "2023-01-01"}

    lines = "".join(json.dumps(briefing(name)) + "\n" for name in ("ada", "bor", "cid", "dov", "eva"))
    compressed(tmp_path / "wh-briefings" / "statements-releases.2023.jsonl.xz", lines)
    cases = tasks.edited_briefings(tmp_path)
    assert len(cases) == 4
    for case, kept in zip(cases, (1.0, 1.0, 1.0, 0.88), strict=True):
        source, target = case["documents"]
        first = [word for link in case["links"] for word in source["text"][slice(*link["span_b"])].split()]
        copy = [word for link in case["links"] for word in target["text"][slice(*link["span_a"])].split()]
        assert len(copy) <= len(first)
        assert len(set(copy) & set(first)) >= kept * len(set(first))


@pytest.mark.parametrize(
    "reader",
    [
        corpora.read_timebank,
        corpora.read_quantulum,
        corpora_stories.read_tolls,
        corpora_stories.read_nanco,
        corpora_stories.read_fm2,
        corpora.read_polnear,
    ],
)
def test_an_absent_corpus_is_named(tmp_path, reader):
    with pytest.raises(CorpusAbsentError, match="is absent"):
        reader(tmp_path)


def test_bounds_of_a_toll_are_read_from_headlines():
    material = type(
        "M",
        (),
        {
            "cases": [
                {
                    "articles": [
                        ("W", "2031-05-01", "Two people killed at Orlo"),
                        ("P", "2031-05-02", "Orlo: 5 now dead there"),
                    ],
                    "low": 2,
                    "high": 5,
                }
            ]
        },
    )
    told = tasks.measure_tolls(material, tasks.first_numbers)
    assert (told["both_bounds"], told["readable"], told["disputed"], told["events"]) == (100, 100, 100, 1)
    material.cases[0]["high"] = 9
    told = tasks.measure_tolls(material, tasks.first_numbers)
    assert (told["both_bounds"], told["low"], told["events_readable"]) == (0, 100, 0)


def test_bounds_told_in_findings_count_where_they_are_about_the_dead():
    text = "Four killed, nine hurt"
    figures = [{"document": "a", "number": span, "low": n, "high": n} for span, n in (([0, 4], 4), ([13, 17], 9))]
    found = {
        "kind": "figure",
        "verdict": "contested",
        "question": "How many were killed?",
        "answers": [{"evidence": [{"document": "a", "span": [0, 11]}]}],
    }
    export = {
        "generator": {"name": "crossread"},
        "figures": figures,
        "findings": [found],
        "documents": [{"id": "a", "text": text, "published": "2031-06-03"}],
    }
    assert tasks.told_bounds(export) == (4, 4)
    assert tasks.told_bounds(export | {"findings": [found | {"question": "How many were hurt?"}]}) == (None, None)


def test_two_texts_oppose_each_other_where_a_finding_on_both_is_contested():
    pair = corpora_stories.Opposition("It fell.", "It did not fall.", opposed=True)
    material = type("M", (), {"cases": [pair]})

    def system(documents):
        evidence = [{"document": item["id"], "span": [0, 2]} for item in documents]
        return {"findings": [{"verdict": "contested", "answers": [{"evidence": [item]} for item in evidence]}]}

    assert tasks.measure_opposed(material, partial(tasks.opposes_as_case, system))["accuracy"] == 100
    silent = partial(tasks.opposes_as_case, lambda _documents: {"findings": []})
    assert tasks.measure_opposed(material, silent)["accuracy"] == 0
    assert tasks.measure_opposed(material, tasks.opposes_by_score)["accuracy"] == 100


def test_the_threshold_of_a_question_is_chosen_on_the_others():
    answers = [("rust", 1, ""), ("Rust!", 1, ""), ("old rust", 1, ""), ("a storm", 2, "")]
    vectors = {"rust": (1, 0), "Rust!": (1, 0), "old rust": (0.9, 0.1), "a storm": (0, 1)}
    material = type("M", (), {"cases": [{"question": "Why?", "answers": answers}] * 2})
    told = task_answers.measure_same_answer(
        material,
        partial(task_answers.cosines, lambda texts: np.array([vectors[t] for t in texts], dtype=np.float32)),
    )
    assert told == {"balanced_accuracy": 100, "by_question": 100, "as_shipped": 100, "with_repeats": 100, "pairs": 6}


def test_claims_on_one_page_are_for_training_or_for_reporting(tmp_path):
    rows = [
        {"text": f"a{n}", "gold_evidence": [{"text": "b"}], "label": "REFUTES", "wikipedia_page": f"Page {n % 40}"}
        for n in range(80)
    ]
    compressed(tmp_path / "fm2" / "dev.jsonl.xz", "".join(json.dumps(row) + "\n" for row in rows))
    train, report, everything = (corpora_stories.read_fm2(tmp_path, part) for part in ("train", "report", "all"))
    assert not {item.page for item in train} & {item.page for item in report}
    assert len(train) + len(report) == len(everything) == 80
    assert len(report) < len(train)
