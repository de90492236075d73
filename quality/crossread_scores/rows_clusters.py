"""The scorecards of what is the same across documents: actors, and statements of one happening."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from crossread_scores import corpora_clusters, score_clusters, systems
from crossread_scores.exports import Export
from crossread_scores.scorecard import Figures, Material, Row, corpus


def _clusters(measure: Callable[[Any, Any], Figures], material: Material, system: Any) -> Figures:
    """Measure how mentions are sorted, over all stories together."""
    return measure(material.cases, system)


def _sorters(find: Callable[[Export], Any], sort: score_clusters.Sort) -> dict[str, Any]:
    """Return Crossread and the trivial baseline, which sorts the same mentions by their head word."""
    return {
        "crossread": score_clusters.Sorter(systems.read_case, find, sort),
        "same head lemma": score_clusters.Sorter(systems.read_case, find, score_clusters.by_head_lemma),
    }


def _ecb(kinds: str) -> Callable[[Path, str], Material]:
    reader = partial(corpora_clusters.read_ecb, kinds=kinds)
    return corpus(reader, corpora_clusters.ECB_ARCHIVE, corpora_clusters.ECB_SENTENCES)


_QUESTIONS = score_clusters.Sorter(systems.read_case, score_clusters.found_triggers, score_clusters.by_link)
"""Statements by the links of those that answer one question, which is narrower than one happening."""

CLUSTER_ROWS: tuple[Row, ...] = (
    Row(
        name="actors-across-documents",
        corpus="meantime-apple",
        load=corpus(corpora_clusters.read_meantime_actors, corpora_clusters.MEANTIME_ARCHIVE),
        measure=partial(_clusters, score_clusters.measure_found),
        systems=_sorters(score_clusters.found_actors, score_clusters.by_actor),
        headline=("conll", "muc", "b3", "ceafe"),
        reference="head lemma on NewsWCL50: 58.1; the bar is the head lemma here on 2026-11-21, 52.1, and 12",
        bar={"conll": 64.1},
        goal={"conll": 85},
    ),
    Row(
        name="actors-across-documents",
        corpus="re3d-names",
        load=corpus(corpora_clusters.read_re3d_actors, corpora_clusters.RE3D_ARCHIVE),
        measure=partial(_clusters, score_clusters.measure_found),
        systems=_sorters(score_clusters.found_names, score_clusters.by_actor),
        headline=("conll", "muc", "b3", "ceafe"),
        reference="head lemma on NewsWCL50: 58.1; the bar is the head lemma here on 2026-11-21, 59.9, and 12",
        bar={"conll": 71.9},
        goal={"conll": 85},
    ),
    Row(
        name="actors-across-documents",
        corpus="ecb-plus-dev",
        load=_ecb("HUMAN|LOC"),
        measure=partial(_clusters, score_clusters.measure_found),
        systems=_sorters(score_clusters.found_actors, score_clusters.by_actor),
        headline=("conll", "muc", "b3", "ceafe"),
        reference="head lemma on NewsWCL50: 58.1; the bar is the head lemma here on 2026-11-21, 50.7, and 12",
        bar={"conll": 62.7},
        goal={"conll": 85},
    ),
    Row(
        name="same-statement",
        corpus="ecb-plus-dev",
        load=_ecb("ACTION|NEG_ACTION"),
        measure=partial(_clusters, score_clusters.measure_found),
        systems=_sorters(score_clusters.found_happenings, score_clusters.by_happening) | {"questions": _QUESTIONS},
        headline=("conll", "muc", "b3", "ceafe"),
        reference="none for this form of the task",
    ),
    Row(
        name="same-statement",
        corpus="ecb-plus-dev-gold-mentions",
        load=_ecb("ACTION|NEG_ACTION"),
        measure=partial(_clusters, score_clusters.measure_given),
        systems=_sorters(score_clusters.found_happenings, score_clusters.by_happening)
        | {"same head lemma": None, "questions": _QUESTIONS},
        headline=("conll", "muc", "b3", "ceafe"),
        reference="85.6 gold mentions, large models on GPU; same head lemma 76 on the test topics",
        bar={"conll": 80},
        goal={"conll": 86},
    ),
)
