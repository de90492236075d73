"""Scorers of what several documents amount to: findings, lineages, reuse, utterances.

Each takes lists of exports in the shape of EXPORT.md, one gold and one found per event, over the same documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crossread_scores.scoring import (
    Counts,
    Record,
    exact,
    one_to_one,
    overlap,
    pairwise,
    share,
    take_best,
    total_overlap,
)

Export = Mapping[str, Any]
Spans = dict[str, list[list[int]]]
VERDICTS = ("contested", "corroborated", "updated", "repeated")


def evidence_spans(finding: Record) -> Spans:
    """Return where the evidence of a finding stands, by document; overlapping stretches are joined."""
    found: Spans = {}
    for answer in finding["answers"]:
        for item in answer["evidence"]:
            found.setdefault(item["document"], []).append(list(item["span"]))
    return {document: join(spans) for document, spans in found.items()}


def join(spans: Iterable[Sequence[int]]) -> list[list[int]]:
    """Join overlapping spans.

    Examples:
        >>> join([(5, 9), (0, 3), (2, 6)])
        [[0, 9]]
    """
    joined: list[list[int]] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    return joined


def shared(a: Spans, b: Spans) -> tuple[int, int]:
    """Return in how many documents two findings overlap, and in how many characters."""
    amounts = [sum(overlap(x, y) for x in a[document] for y in b[document]) for document in set(a) & set(b)]
    return sum(amount > 0 for amount in amounts), sum(amounts)


def match_findings(gold: Sequence[Record], found: Sequence[Record]) -> list[tuple[int, int]]:
    """Match gold questions with found findings, one to one.

    They may match where their evidence overlaps in at least two documents; a gold question that stands in one document
    only may match where it overlaps in that one. The best pair is taken first: the greatest share
    of common characters (Dice), then place in the lists.
    """
    gold_spans, found_spans = [evidence_spans(f) for f in gold], [evidence_spans(f) for f in found]
    pairs = []
    for i, a in enumerate(gold_spans):
        for j, b in enumerate(found_spans):
            documents, characters = shared(a, b)
            if documents >= min(2, len(a)) and documents:
                dice = 2 * characters / (_size(a) + _size(b))
                pairs.append((-dice, i, j))
    return take_best(pairs)


def _size(spans: Spans) -> int:
    return sum(end - start for stretches in spans.values() for start, end in stretches)


def held_as_utterance(finding: Record, gold: Export) -> bool:
    """Tell whether a finding compares the words of one gold utterance in two documents.

    Gold keeps what happens to a quotation (cut, altered) as `same_utterance` links, and asks a question about it only
    now and then. A finding about the wording of such a quotation is therefore neither right nor wrong where no question
    matches.
    """
    voices, spans = _voices(gold), evidence_spans(finding)
    touched = {key for key, (document, stretches) in voices.items() if shared({document: stretches}, spans)[0]}
    return any(
        link["a"] in touched and link["b"] in touched and voices[link["a"]][0] != voices[link["b"]][0]
        for link in gold["links"]
        if link["kind"] == "same_utterance"
    )


def score_findings(gold: Sequence[Export], found: Sequence[Export]) -> dict[str, float]:
    """Score findings against the gold questions of events.

    A found finding is right where it is matched (see `match_findings`) with a gold question of the same verdict. Only
    the four verdicts that rest on several statements count (contested, corroborated, updated, repeated): a
    single-source finding on either side is left out, but for matching. Findings that no gold question asks for count as
    wrong, although some may be true: gold asks for what its sheet lists; `f1_asked` therefore gives the same measure
    over the findings that overlap gold evidence in two documents.

    Unmatched findings of kind `quote` are left out where gold holds the quotation as an utterance (see
    `held_as_utterance`).

    Returns:
        `f1`: micro F1 over the four verdicts; one F1 for each; `matched`: F1 where verdicts may differ; `evidence`: F1
        of the characters of evidence, matched question by matched question; `grade`: share of right contested ones with
        the right grade; `recall_20`: share of gold questions (contested or updated) matched by one of the first 20
        findings of the event, whatever its verdict; `f1_asked`: see above; `precision`, `recall`: of `f1`.
    """
    by_verdict = dict.fromkeys(VERDICTS, Counts())
    matched = evidence = asked = Counts()
    grades: list[bool] = []
    early: list[bool] = []
    for g_export, f_export in zip(gold, found, strict=True):
        g, f = g_export["findings"], f_export["findings"]
        pairs = match_findings(g, f)
        f = _without_utterances(f, g_export, {j for _, j in pairs})
        for verdict in VERDICTS:
            by_verdict[verdict] += _verdict_counts(g, f, pairs, verdict)
        scored = [(i, j) for i, j in pairs if g[i]["verdict"] in VERDICTS and f[j]["verdict"] in VERDICTS]
        matched += Counts(len(scored), _count(f), _count(g))
        touched = [finding for finding in f if finding["verdict"] in VERDICTS and _touches(finding, g)]
        asked += Counts(sum(g[i]["verdict"] == f[j]["verdict"] for i, j in scored), len(touched), _count(g))
        evidence += _evidence_counts(g, f, scored)
        grades += [
            g[i]["grade"] == f[j]["grade"] for i, j in scored if g[i]["verdict"] == f[j]["verdict"] == "contested"
        ]
        first = {i for i, j in match_findings(g, f[:20])}
        early += [i in first for i, finding in enumerate(g) if finding["verdict"] in {"contested", "updated"}]
    micro = sum(by_verdict.values(), Counts())
    return {
        "f1": micro.f1,
        **{verdict: counts.f1 for verdict, counts in by_verdict.items()},
        "matched": matched.f1,
        "evidence": evidence.f1,
        "grade": share(sum(grades), len(grades), empty=0.0),
        "recall_20": share(sum(early), len(early), empty=100.0),
        "f1_asked": asked.f1,
        "precision": micro.precision,
        "recall": micro.recall,
    }


def _without_utterances(found: Sequence[Record], gold: Export, matched: set[int]) -> list[Record]:
    """Give unmatched findings about the wording of a gold utterance the verdict None: they count on neither side."""
    return [
        finding | {"verdict": None}
        if j not in matched and finding["kind"] == "quote" and held_as_utterance(finding, gold)
        else finding
        for j, finding in enumerate(found)
    ]


def _count(findings: Sequence[Record]) -> int:
    return sum(finding["verdict"] in VERDICTS for finding in findings)


def _touches(finding: Record, gold: Sequence[Record]) -> bool:
    spans: Spans = {}
    for other in gold:
        for document, stretches in evidence_spans(other).items():
            spans.setdefault(document, []).extend(stretches)
    return shared(evidence_spans(finding), {document: join(found) for document, found in spans.items()})[0] >= 2


def _verdict_counts(
    gold: Sequence[Record], found: Sequence[Record], pairs: Sequence[tuple[int, int]], verdict: str
) -> Counts:
    right = sum(gold[i]["verdict"] == verdict == found[j]["verdict"] for i, j in pairs)
    return Counts(right, *(sum(finding["verdict"] == verdict for finding in side) for side in (found, gold)))


def _evidence_counts(gold: Sequence[Record], found: Sequence[Record], pairs: Sequence[tuple[int, int]]) -> Counts:
    """Count characters of evidence: right where the matched question has them; unmatched findings' are wrong."""
    sides = [[evidence_spans(f) if f["verdict"] in VERDICTS else {} for f in side] for side in (gold, found)]
    right = sum(shared(sides[0][i], sides[1][j])[1] for i, j in pairs)
    return Counts(right, sum(map(_size, sides[1])), sum(map(_size, sides[0])))


def score_lineages(gold: Sequence[Export], found: Sequence[Export]) -> dict[str, float]:
    """Score lineages: pairs of documents that share one, and events in which all lineages are right.

    Returns:
        `pairs`: F1 of pairs of documents in one lineage, over all events; `events`: share of events with every lineage
        right; precision and recall of pairs.
    """
    pairs = Counts()
    right = []
    for g_export, f_export in zip(gold, found, strict=True):
        groups = [[sorted(lineage["documents"]) for lineage in export["lineages"]] for export in (g_export, f_export)]
        pairs += pairwise(*groups)
        right.append(sorted(groups[0]) == sorted(groups[1]))
    return {
        "pairs": pairs.f1,
        "events": share(sum(right), len(right), empty=100.0),
        "precision": pairs.precision,
        "recall": pairs.recall,
    }


def _reuse(export: Export) -> set[tuple[str, str, str, int]]:
    """Return every character that some link says is common to two documents: (document, other, 'a' or 'b', place)."""
    found: set[tuple[str, str, str, int]] = set()
    for link in export["links"]:
        if link["kind"] == "reuses" and link.get("span_a") and link.get("span_b"):
            low, high = sorted((link["a"], link["b"]))
            for document, span in ((link["a"], link["span_a"]), (link["b"], link["span_b"])):
                found.update((low, high, document, place) for place in range(*span))
    return found


def score_reuse(gold: Sequence[Export], found: Sequence[Export]) -> dict[str, float]:
    """Score copied wording, by characters on both sides, and its direction.

    Returns:
        `characters`: F1 of copied characters, pair of documents by pair; `pairs`: F1 of pairs of documents that share
        copied wording; `direction`: share of the common pairs whose copier is the gold one; precision and recall of
        characters.
    """
    characters = pairs = Counts()
    directions: list[bool] = []
    for g_export, f_export in zip(gold, found, strict=True):
        characters += exact(_reuse(g_export), _reuse(f_export))
        g, f = (_copiers(export) for export in (g_export, f_export))
        pairs += exact({frozenset(pair) for pair in g}, {frozenset(pair) for pair in f})
        common = {frozenset(pair) for pair in g} & {frozenset(pair) for pair in f}
        directions += [pair in f for pair in g if frozenset(pair) in common]
    return {
        "characters": characters.f1,
        "pairs": pairs.f1,
        "direction": share(sum(directions), len(directions), empty=0.0),
        "precision": characters.precision,
        "recall": characters.recall,
    }


def _copiers(export: Export) -> set[tuple[str, str]]:
    return {(link["a"], link["b"]) for link in export["links"] if link["kind"] == "reuses"}


def score_utterances(gold: Sequence[Export], found: Sequence[Export]) -> dict[str, float]:
    """Score utterances that several accounts give: F1 of pairs of voices in different documents.

    A voice is a quotation or attribution; gold and found voices are the same where their words overlap.
    """
    counts = Counts()
    for g_export, f_export in zip(gold, found, strict=True):
        voices, other = _voices(g_export), _voices(f_export)
        same = _same_voices(voices, other)
        wanted = {
            frozenset((link["a"], link["b"]))
            for link in g_export["links"]
            if link["kind"] == "same_utterance" and voices[link["a"]][0] != voices[link["b"]][0]
        }
        links = [link for link in f_export["links"] if link["kind"] == "same_utterance" and _apart(other, link)]
        reached = {frozenset((same.get(link["a"], ""), same.get(link["b"], ""))) for link in links} & wanted
        counts += Counts(len(reached), len(links), len(wanted))
    return {"pairs": counts.f1, "precision": counts.precision, "recall": counts.recall}


Voice = tuple[str, list[list[int]]]


def _apart(voices: Mapping[str, Voice], link: Record) -> bool:
    ends = [voices[link[end]][0] for end in ("a", "b") if link[end] in voices]
    return len(ends) == 2 and ends[0] != ends[1]


def _voices(export: Export) -> dict[str, Voice]:
    found = {record["id"]: (record["document"], record["spans"]) for record in export["quotations"]}
    return found | {record["id"]: (record["document"], record["content"]) for record in export["attributions"]}


def _same_voices(gold: Mapping[str, Voice], found: Mapping[str, Voice]) -> dict[str, str]:
    """Return, for each found voice, the gold one whose words it shares most of (Dice), one to one."""
    ours, theirs = sorted(gold), sorted(found)
    pairs = one_to_one([gold[key] for key in ours], [found[key] for key in theirs], _likeness)
    return {theirs[j]: ours[i] for i, j in pairs}


def _likeness(a: Voice, b: Voice) -> float:
    if a[0] != b[0]:
        return 0.0
    sizes = sum(end - start for start, end in [*a[1], *b[1]])
    return 2 * total_overlap(a[1], b[1]) / sizes


def score_silences(gold: Sequence[Export], found: Sequence[Export]) -> dict[str, float]:
    """Score silences on the findings that match a gold question.

    Gold lists the silences that tell something; but of every matched question it is known which documents do not answer
    it.

    Returns:
        `recall`: share of the listed silences (all of them, matched or not) that are found; `precision`: share of the
        silences found on matched findings whose document indeed answers nothing in gold.
    """
    reached = listed = right = told = 0
    for g_export, f_export in zip(gold, found, strict=True):
        pairs = match_findings(g_export["findings"], f_export["findings"])
        question = {f_export["findings"][j]["id"]: g_export["findings"][i] for i, j in pairs}
        silent = {
            (record["document"], question[record["finding"]]["id"])
            for record in f_export["silences"]
            if record["finding"] in question
        }
        answering = {(document, g["id"]) for g in question.values() for document in evidence_spans(g)}
        wanted = {(record["document"], record["finding"]) for record in g_export["silences"]}
        reached, listed = reached + len(silent & wanted), listed + len(wanted)
        right, told = right + len(silent - answering), told + len(silent)
    return {"recall": share(reached, listed, empty=100.0), "precision": share(right, told)}
