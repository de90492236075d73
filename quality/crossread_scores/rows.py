"""Every scorecard that can be measured now: corpus, scorer, systems, reference, bar and goal of a TARGETS.md row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from crossread_scores import (
    baseline_findings,
    baselines,
    corpora,
    corpora_clusters,
    corpora_stories,
    score_case,
    score_clusters,
    score_layers,
    score_statements,
    systems,
    task_answers,
    tasks,
)
from crossread_scores.accounts import digest, event_folders, load_event
from crossread_scores.exports import Export, Record, merged
from crossread_scores.polnear import all_voices, marked_words
from crossread_scores.rows_clusters import CLUSTER_ROWS
from crossread_scores.scorecard import Figures, Material, Row, System, corpus

ACCOUNTS = corpora.REPOSITORY / "accounts"


def _accounts(_data: Path, split: str) -> Material:
    events = [load_event(folder) for folder in event_folders(ACCOUNTS)]
    chosen = [event for event in events if split in {"all", event.sheet.split} and not event.errors]
    if not chosen:
        raise corpora.CorpusAbsentError(ACCOUNTS / f"(split {split})")
    return Material([event.export() for event in chosen], digest([event.folder for event in chosen]))


def _run(cases: Sequence[Export], system: System) -> list[Export]:
    return [system(case["documents"]) for case in cases]


def _by_layer(score: Callable[[Export, Export], Figures], material: Material, system: System) -> Figures:
    """Score a layer over all cases together."""
    return score(merged(material.cases), merged(_run(material.cases, system)))


def _at_once(score: Callable[[Export, Export], Figures], material: Material, system: System) -> Figures:
    """Score a layer of a corpus of single documents, read by the system all at once."""
    gold = merged(material.cases)
    return score(gold, system(gold["documents"]))


def _by_case(
    score: Callable[[Sequence[Export], Sequence[Export]], Figures], material: Material, system: System
) -> Figures:
    """Score what documents amount to, case by case."""
    return score(material.cases, _run(material.cases, system))


def _spans_only(score: Callable[[Export, Export], Figures], gold: Export, found: Export) -> Figures:
    """Keep the figures of spans, where gold has no numbers."""
    figures = score(gold, found)
    return {name: figures[name] for name in ("span", "precision", "recall")}


def _with_quotations(documents: Sequence[Record]) -> Export:
    quoted, said = baselines.quotations(documents), baselines.attributions(documents)
    return said | {"quotations": quoted["quotations"]}


def _same_answer(material: Material, system: Any) -> Figures:
    """Measure a case by what it links, everything else by its table of how alike answers are."""
    if system is _crossread:
        return task_answers.measure_linked_answers(material, system)
    return task_answers.measure_same_answer(material, system)


def _pairs(threshold: float, documents: Sequence[Record]) -> Export:
    return baseline_findings.find_pairs(documents, systems.encode, threshold)


# Best F1 of the baseline on the train split, thresholds 0.50 to 0.90 by 0.05: `crossread-scores tune-baseline`.
COSINE = 0.85

_crossread: System = systems.read_case
_layers: System = systems.read_layers
_accounts_row = partial(Row, corpus="accounts", load=_accounts, splits=True)
_CQE = "CQE on news: value 92.0, + unit 85.6; quantulum3 73.0, 47.2"
_CITRON = "Citron, PARC3: content 59.3 exact, 83.3 overlap; source 82.0, 85.3"
_HEIDELTIME = "HeidelTime, TempEval-3 platinum: relaxed 90.3; strict 81.3; value 77.6"
_DATES_BAR, _DATES_GOAL = {"relaxed": 90, "strict": 82, "value": 78}, {"relaxed": 95, "strict": 90, "value": 87}
_FIGURES_BAR, _FIGURES_GOAL = {"value": 88, "unit": 80}, {"value": 95, "unit": 90}
_QUOTED_BAR, _QUOTED_GOAL = {"span": 97, "speaker": 85}, {"span": 99, "speaker": 95}
_SAID_BAR, _SAID_GOAL = {"content": 78, "source_given_content": 80}, {"content": 88, "source_given_content": 90}
_dates = {"crossread": _layers, "regular expressions + dateparser": baselines.dates}
_figures = {"crossread": _layers, "digits": baselines.figures}
_quotations = {"crossread": _layers, "pairs of marks, nearest name": baselines.quotations}
_said = {"crossread": _layers, "verbs of saying, nearest clause": baselines.attributions}

ROWS: tuple[Row, ...] = (
    _accounts_row(
        name="findings",
        measure=partial(_by_case, score_case.score_findings),
        systems={"crossread": _crossread, "sentence pairs above a cosine": partial(_pairs, COSINE)},
        headline=("f1", "contested", "corroborated", "updated", "repeated", "evidence", "recall_20"),
        reference="none: nobody has measured this",
        bar={"f1": 60},
        goal={"f1": 90},
    ),
    _accounts_row(
        name="lineages",
        measure=partial(_by_case, score_case.score_lineages),
        systems={"crossread": _crossread, "shared 8-word runs": baselines.lineages},
        headline=("pairs", "events"),
        reference="none",
    ),
    _accounts_row(
        name="reuse",
        measure=partial(_by_case, score_case.score_reuse),
        systems={"crossread": _crossread, "shared 8-word runs": baselines.reuse},
        headline=("characters", "precision", "recall", "direction"),
        reference="none",
    ),
    _accounts_row(
        name="utterances",
        measure=partial(_by_case, score_case.score_utterances),
        systems={"crossread": _crossread},
        headline=("pairs",),
        reference="none",
    ),
    _accounts_row(
        name="silences",
        measure=partial(_by_case, score_case.score_silences),
        systems={"crossread": _crossread},
        headline=("recall", "precision"),
        reference="none",
    ),
    _accounts_row(
        name="dates",
        measure=partial(_by_layer, score_layers.score_dates),
        systems=_dates,
        headline=("relaxed", "strict", "value"),
        reference=_HEIDELTIME,
        bar=_DATES_BAR,
        goal=_DATES_GOAL,
    ),
    _accounts_row(
        name="figures",
        measure=partial(_by_layer, score_layers.score_figures),
        systems=_figures,
        headline=("span", "value", "unit"),
        reference=_CQE,
        bar=_FIGURES_BAR,
        goal=_FIGURES_GOAL,
    ),
    _accounts_row(
        name="quotations",
        measure=partial(_by_layer, score_layers.score_quotations),
        systems=_quotations,
        headline=("span", "speaker"),
        reference="Citron, PARC3: all roles 56.7 exact, 83.2 overlap",
        bar=_QUOTED_BAR,
        goal=_QUOTED_GOAL,
    ),
    _accounts_row(
        name="attribution",
        measure=partial(_by_layer, score_layers.score_claims),
        systems=_said,
        headline=("content", "content_exact", "source", "cue"),
        reference=_CITRON,
        bar=_SAID_BAR,
        goal=_SAID_GOAL,
    ),
    _accounts_row(
        name="actors-across-documents",
        measure=partial(_by_case, score_clusters.score_listed_actors),
        systems={"crossread": _crossread},
        headline=("conll", "muc", "b3", "ceafe"),
        reference="none",
    ),
    _accounts_row(
        name="statements",
        measure=partial(_by_layer, score_statements.score_stretches),
        systems={"crossread": _layers, "words in -ed and -ing": score_statements.verblike},
        headline=("covered", "extent", "actors", "figures", "dates"),
        reference="none",
    ),
    Row(
        name="statements",
        corpus="meantime-apple",
        load=corpus(corpora_clusters.read_meantime_happenings, corpora_clusters.MEANTIME_ARCHIVE),
        measure=partial(_at_once, score_statements.score_happenings),
        systems={"crossread": _layers, "words in -ed and -ing": score_statements.verblike},
        headline=("trigger", "agent", "patient", "negative", "unsure"),
        reference="none for this form of the task",
    ),
    Row(
        name="dates",
        corpus="tempeval3-tbaq",
        load=corpus(corpora.read_timebank, "tempeval3-tbaq/timebank-aquaint.tar.xz"),
        measure=partial(_at_once, score_layers.score_dates),
        systems=_dates,
        headline=("relaxed", "strict", "value"),
        reference=_HEIDELTIME,
        bar=_DATES_BAR,
        goal=_DATES_GOAL,
    ),
    Row(
        name="figures",
        corpus="meantime-value",
        load=corpus(corpora.read_meantime_values, "meantime/gm-stock-apple.tar.xz"),
        measure=partial(_at_once, partial(_spans_only, score_layers.score_figures)),
        systems=_figures,
        headline=("span",),
        reference=_CQE,
    ),
    Row(
        name="figures",
        corpus="quantulum3-tests",
        load=corpus(corpora.read_quantulum, "quantulum3-tests/quantities.json"),
        measure=partial(_at_once, score_layers.score_figures),
        systems=_figures,
        headline=("span", "value", "unit"),
        reference=_CQE,
        bar=_FIGURES_BAR,
        goal=_FIGURES_GOAL,
    ),
    Row(
        name="figures",
        corpus="re3d-quantity",
        load=corpus(corpora.read_re3d_quantities, "re3d/re3d-without-bbc.tar.xz"),
        measure=partial(_at_once, partial(_spans_only, score_layers.score_figures)),
        systems=_figures,
        headline=("span",),
        reference=_CQE,
    ),
    Row(
        name="quotations",
        corpus="polnear-dev",
        load=corpus(corpora.read_polnear, "polnear/train-dev.tar.xz"),
        measure=partial(_at_once, marked_words),
        systems=_quotations,
        headline=("span", "speaker"),
        reference="Citron, PARC3: all roles 56.7 exact, 83.2 overlap",
        bar=_QUOTED_BAR,
        goal=_QUOTED_GOAL,
    ),
    Row(
        name="attribution",
        corpus="polnear-dev",
        load=corpus(corpora.read_polnear, "polnear/train-dev.tar.xz"),
        measure=partial(_at_once, all_voices),
        systems={"crossread": _layers, "verbs of saying, nearest clause": _with_quotations},
        headline=("content", "content_exact", "source", "cue"),
        reference=_CITRON,
        bar=_SAID_BAR,
        goal=_SAID_GOAL,
    ),
    Row(
        name="same-answer",
        corpus="discord-questions-nanco",
        load=corpus(corpora_stories.read_nanco, "discord-questions/nanco_dataset.json.xz"),
        measure=_same_answer,
        systems={
            "crossread": task_answers.crossread_answers,
            "crossread, links of a case": _crossread,
            "vector cosine": partial(task_answers.cosines, systems.encode),
        },
        headline=("balanced_accuracy",),
        reference="81.3, RoBERTa-large; plain entailment model: 58.0; vector cosine: 73.3",
        bar={"balanced_accuracy": 77},
        goal={"balanced_accuracy": 85},
    ),
    Row(
        name="opposed",
        corpus="breaking-nli",
        load=corpus(corpora_stories.read_breaking_nli, "breaking-nli/breaking_nli.jsonl.xz"),
        measure=tasks.measure_opposed,
        systems={
            "crossread": tasks.opposes_by_score,
            "crossread, as a case": partial(tasks.opposes_as_case, _crossread),
            "majority": None,
        },
        headline=("accuracy", "balanced"),
        reference="KIM 83.5 on Breaking-NLI (three classes; here two: contradiction or not)",
        bar={"accuracy": 85},
        goal={"accuracy": 95},
    ),
    Row(
        name="opposed",
        corpus="fm2-dev",
        load=corpus(corpora_stories.read_fm2, "fm2/dev.jsonl.xz"),
        measure=tasks.measure_opposed,
        systems={
            "crossread": tasks.opposes_by_score,
            "crossread, as a case": partial(tasks.opposes_as_case, _crossread),
            "majority": None,
        },
        headline=("accuracy", "balanced"),
        reference="none for this form of the task",
        bar={"accuracy": 65},
        goal={"accuracy": 80},
    ),
    Row(
        name="copied-passages",
        corpus="wh-briefings",
        load=corpus(tasks.edited_briefings, "wh-briefings/statements-releases.2023.jsonl.xz"),
        measure=partial(_by_case, score_case.score_reuse),
        systems={"crossread": tasks.crossread_reuse, "shared 8-word runs": baselines.reuse},
        headline=("precision", "recall"),
        reference="MinHash alone: ARI 0.73-0.78 on noisy news copies",
        bar={"precision": 99, "recall": 97},
        goal={"precision": 99.9, "recall": 99.5},
    ),
    Row(
        name="disputed-tolls",
        corpus="ucdp-ged-ukraine",
        load=corpus(corpora_stories.read_tolls, "ucdp-ged-ukraine/ucdp-2014-15.csv.xz"),
        measure=tasks.measure_tolls,
        systems={"crossread": _crossread, "first number": tasks.first_numbers},
        headline=("both_bounds", "readable", "disputed"),
        reference="none",
        bar={"both_bounds": 60},
        goal={"both_bounds": 85},
    ),
    *CLUSTER_ROWS,
)


def rows_named(name: str) -> tuple[Row, ...]:
    """Return the rows of a scorecard, or of one corpus of it (`dates/accounts`); none where there is none."""
    return ROWS if name == "all" else tuple(row for row in ROWS if name in {row.name, row.key})
