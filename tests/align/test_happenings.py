"""Words that tell of one happening: which are taken for triggers, which are joined, and why."""

from dataclasses import replace

import numpy as np
import pytest

from crossread.align.actors import link_actors
from crossread.align.happening_measures import MEASURES, gather, measure_pairs
from crossread.align.happenings import (
    HappeningOptions,
    average_link,
    candidates,
    cells,
    link_happenings,
    load_trees,
    score_pairs,
)
from crossread.align.kin import kin
from crossread.align.triggers import find_triggers
from crossread.extract.models import load_encoder
from crossread.model.document import Document
from crossread.model.link import LinkKind
from crossread.run.pipeline import read_account

RAID = (
    "Masked men raided the ferry office in Ostrel on Monday night. They took 4,000 crowns from the safe, police said.",
    "A raid on the ferry office in Ostrel cost the company 4,000 crowns on Monday night. Nobody was hurt in the raid.",
    "The Ostrel ferry office was attacked by masked men on Monday night, and 4,000 crowns were stolen from its safe.",
)
OTHER = (
    "A strike of the bakers in Velmar ended on Friday after nine days. The bakers won two crowns an hour.",
    "The bakers of Velmar ended their strike on Friday. Their union won two crowns an hour.",
)


@pytest.fixture(scope="module")
def accounts():
    return read((*RAID, *OTHER))


def read(texts):
    made = [Document.named(f"{n}.txt", text, sha256=f"{n}", language="en") for n, text in enumerate(texts)]
    return [read_account(document, load_encoder()) for document in made]


def happenings(accounts, **options):
    """Return the words of each happening, by the number of their document, and the links."""
    _, actors = link_actors(accounts)
    links = link_happenings(accounts, actors, HappeningOptions(**options)).found
    texts = {account.document.id: account.document for account in accounts}
    home = {}
    for link in links:
        ends = ((link.a, link.span_a), (link.b, link.span_b))
        joined = set().union(*(home.get(end, {end}) for end in ends))
        home.update(dict.fromkeys(joined, joined))
    groups = {frozenset(group) for group in home.values()}
    return [{(texts[key].path[0], span.of(texts[key].text)) for key, span in group} for group in groups], links


def test_words_for_one_raid_are_joined_and_kept_from_the_strike(accounts):
    found, _ = happenings(accounts)
    [raid] = [group for group in found if ("0", "raided") in group]
    assert ("1", "raid") in raid
    assert {number for number, _ in raid} <= {"0", "1", "2"}
    [strike] = [group for group in found if ("3", "strike") in group]
    assert {number for number, _ in strike} == {"3", "4"}


def test_links_tell_where_and_why(accounts):
    _, links = happenings(accounts)
    texts = {account.document.id: account.document.text for account in accounts}
    for link in links:
        assert link.kind is LinkKind.SAME_HAPPENING
        assert link.span_a.of(texts[link.a]).strip()
        assert link.span_b.of(texts[link.b]).strip()
        assert link.reasons[0].rule == "same_happening"
        assert {reason.rule for reason in link.reasons[1:]} <= set(MEASURES.values())


def test_order_of_documents_does_not_matter(accounts):
    _, actors = link_actors(accounts)
    assert link_happenings(accounts, actors) == link_happenings(accounts[::-1], actors)


def test_one_document_is_joined_with_itself(accounts):
    found, _ = happenings(accounts[1:2])
    assert any({("1", "raid")} <= group for group in found) or not found


def test_nothing_is_joined_above_the_least_score(accounts):
    assert happenings(accounts, average=1.1)[1] == ()


def test_days_far_apart_are_two_happenings():
    texts = [f"On {day} 2031 masked men raided the ferry office in Ostrel." for day in ("3 June", "28 August")]
    accounts = read(texts)
    found, _ = happenings(accounts)
    assert not any({("0", "raided"), ("1", "raided")} <= group for group in found)
    same, _ = happenings(read([texts[0], texts[0].replace("masked men", "Four men")]))
    assert any({("0", "raided"), ("1", "raided")} <= group for group in same)


def test_triggers_are_verbs_cues_and_nouns_of_happening_but_no_names():
    text = "The raid was over by noon, said Ada Brell of the Strike Committee. She blamed the guards."
    [account] = read([text])
    words = [one.span.of(text) for one in find_triggers(account)]
    assert {"raid", "said", "blamed"} <= set(words)
    assert not {"Strike", "was", "guards"} & set(words)


def test_words_meet_by_root_and_family():
    assert kin("resign") & kin("resignation")
    assert kin("quake") & kin("tremor")
    assert not kin("resign") & kin("quake")


def test_a_document_without_passages_does_no_harm(accounts):
    bare = [replace(account, passages=(), vectors=()) for account in accounts]
    _, actors = link_actors(bare)
    assert all(link.a and link.b for link in link_happenings(bare, actors).found)


def test_average_link_as_a_slow_oracle():
    chance = np.random.default_rng(7)
    for _ in range(20):
        scores = {(a, b): round(float(chance.random()), 4) for a in range(9) for b in range(a + 1, 9)}
        assert average_link(9, scores, 0.45) == slow(9, scores, 0.45)


def slow(count, scores, least):
    groups = [[n] for n in range(count)]

    def mean(one, other):
        return sum(scores.get((min(a, b), max(a, b)), 0) for a in one for b in other) / len(one) / len(other)

    while len(groups) > 1:
        best, one, other = max(
            ((mean(a, b), a, b) for k, a in enumerate(groups) for b in groups[k + 1 :]), key=lambda item: item[0]
        )
        if best < least:
            break
        groups.remove(other)
        one += other
    return sorted(sorted(group) for group in groups if len(group) > 1)


def test_lots_hold_every_row_once():
    chance = np.random.default_rng(3)
    vectors = chance.normal(size=(500, 8)).astype(np.float32)
    lots = list(cells(vectors, 40))
    assert max(map(len, lots)) <= 40
    assert sorted(row for lot in lots for row in lot.tolist()) == list(range(500))
    same = np.ones((90, 4), dtype=np.float32)
    assert sorted(row for lot in cells(same, 40) for row in lot.tolist()) == list(range(90))


def test_pairs_grow_in_step_with_documents(accounts):
    def compared(times):
        copies = read([text.replace("Ostrel", f"Ostrel{n}") for n in range(times) for text in RAID])
        _, actors = link_actors(copies)
        options = HappeningOptions(crowd=12)
        triggers = [one for account in copies for one in find_triggers(account)]
        return len(candidates(gather(copies, triggers, actors), options))

    assert compared(16) <= 2.6 * compared(8)


def test_a_long_document_is_cut_in_its_order():
    [account] = read([" ".join(f"Masked men raided the ferry office at Quay {n}." for n in range(40))])
    _, actors = link_actors([account])
    links = link_happenings([account], actors, HappeningOptions(words=10)).found
    place = {trigger.span: number for number, trigger in enumerate(find_triggers(account))}
    assert links
    assert all(place[link.span_a] // 10 == place[link.span_b] // 10 for link in links)


def test_parts_add_up_to_the_score(accounts):
    _, actors = link_actors(accounts)
    triggers = [one for account in accounts for one in find_triggers(account)]
    material = gather(accounts, triggers, actors)
    pairs = np.array(candidates(material, HappeningOptions()), dtype=np.intp)
    trees = load_trees()
    measures = measure_pairs(material, pairs[:, 0], pairs[:, 1])
    root = trees.base + float(trees.value[:, 0].sum())
    odds = root + trees.parts(measures).sum(axis=1)
    assert np.allclose(1 / (1 + np.exp(-odds)), trees.score(measures), atol=1e-3)
    assert all(0 < score <= 1 for score in score_pairs(material, HappeningOptions()).values())
