"""Two ways to sort mentions into clusters, compared: MUC, B³, CEAFe, and their mean, the CoNLL score.

Definitions as of Pradhan and others 2014 ("Scoring coreference partitions of predicted mentions: a reference
implementation", ACL): the two sides may hold different mentions, and nothing is added to either.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from scipy.optimize import linear_sum_assignment

from crossread_scores.scoring import Counts

Cluster: TypeAlias = frozenset[Hashable]
Clusters: TypeAlias = Sequence[Cluster]


def muc(gold: Clusters, found: Clusters) -> Counts:
    """Count links (Vilain and others 1995): a cluster of n mentions has n - 1, less one for each cut in the other side.

    Examples:
        >>> gold, found = clusters([["a", "b", "c"], ["d", "e"]]), clusters([["a", "b"], ["c", "d"], ["e"]])
        >>> counts = muc(gold, found)
        >>> round(counts.recall, 1), round(counts.precision, 1)
        (33.3, 50.0)
    """
    kept, links = _links(gold, found)
    right, made = _links(found, gold)
    return Counts(right, made, links, kept)


def _links(clusters_: Clusters, others: Clusters) -> tuple[int, int]:
    """Return how many links of the clusters the other side keeps, and how many there are."""
    home = _homes(others)
    links = sum(len(cluster) - 1 for cluster in clusters_)
    cuts = 0
    for cluster in clusters_:
        parts = {home[one] for one in cluster if one in home}
        cuts += len(parts) + sum(one not in home for one in cluster) - 1
    return links - cuts, links


def b_cubed(gold: Clusters, found: Clusters) -> Counts:
    """Count mentions (Bagga and Baldwin 1998): each earns the share of its cluster that is with it on the other side.

    Examples:
        >>> counts = b_cubed(clusters([["a", "b", "c"]]), clusters([["a", "b"], ["c"]]))
        >>> round(counts.recall, 1), counts.precision
        (55.6, 100.0)
    """
    return Counts(_shares(found, gold), sum(map(len, found)), sum(map(len, gold)), _shares(gold, found))


def _shares(clusters_: Clusters, others: Clusters) -> float:
    """Return the sum over mentions of the share of their cluster that the other side puts with them."""
    home = _homes(others)
    whole = 0.0
    for cluster in clusters_:
        parts: dict[int, int] = {}
        for one in cluster:
            if one in home:
                parts[home[one]] = parts.get(home[one], 0) + 1
        whole += sum(count * count for count in parts.values()) / len(cluster)
    return whole


def ceaf_e(gold: Clusters, found: Clusters) -> Counts:
    """Count clusters (Luo 2005, fourth similarity): the best one-to-one pairing, each pair by its Dice.

    Examples:
        >>> counts = ceaf_e(clusters([["a", "b", "c"]]), clusters([["a", "b"], ["c"]]))
        >>> round(counts.recall, 1), round(counts.precision, 1)
        (80.0, 40.0)
    """
    likeness = np.zeros((len(gold), len(found)))
    home = _homes(found)
    for row, cluster in enumerate(gold):
        for column in {home[one] for one in cluster if one in home}:
            other = found[column]
            likeness[row, column] = 2 * len(cluster & other) / (len(cluster) + len(other))
    rows, columns = linear_sum_assignment(likeness, maximize=True)
    return Counts(float(likeness[rows, columns].sum()), len(found), len(gold))


def figures_of(pairs: Iterable[tuple[Clusters, Clusters]], *, singletons: bool) -> dict[str, float]:
    """Return F1 of the three measures and their mean, over all cases together.

    Args:
        pairs: Of each case the gold and the found clusters; no cluster spans two cases.
        singletons: Whether clusters of one mention count. With predicted mentions they do not (Cattan and others 2021,
            "Realistic evaluation principles for cross-document coreference resolution"): they would measure how many
            mentions are found, not how they are joined.
    """
    totals: dict[str, Counts] = {"muc": Counts(), "b3": Counts(), "ceafe": Counts()}
    for gold, found in pairs:
        sides = (gold, found) if singletons else (_joined(gold), _joined(found))
        for name, measure in (("muc", muc), ("b3", b_cubed), ("ceafe", ceaf_e)):
            totals[name] += measure(*sides)
    figures = {name: counts.f1 for name, counts in totals.items()}
    return {"conll": sum(figures.values()) / len(figures)} | figures


def clusters(groups: Iterable[Collection[Hashable]]) -> Clusters:
    """Return groups as clusters; empty ones are left out."""
    return [frozenset(group) for group in groups if group]


def by_key(keys: Mapping[Hashable, Hashable]) -> Clusters:
    """Return clusters of the mentions that have equal keys."""
    groups: dict[Hashable, list[Hashable]] = {}
    for mention, key in keys.items():
        groups.setdefault(key, []).append(mention)
    return clusters(groups.values())


def _joined(clusters_: Clusters) -> Clusters:
    """Return the clusters of two mentions or more."""
    return [cluster for cluster in clusters_ if len(cluster) > 1]


def _homes(clusters_: Clusters) -> dict[Hashable, int]:
    """Return in which cluster each mention is."""
    return {one: number for number, cluster in enumerate(clusters_) for one in cluster}
