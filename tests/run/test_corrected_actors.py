"""Who holds a mention after readers joined and parted actors: the short account agrees with the long one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from crossread.model.decision import Decision, DecisionKind
from crossread.model.link import Actor, ActorId
from crossread.model.mention import ActorKind, MentionForm, MentionId
from crossread.run.corrections import Corrected, correct_actors

ACTORS = {
    ActorId(f"k{at}"): Actor(
        ActorId(f"k{at}"), f"Ward {at}", ActorKind.GROUP, (f"Ward {at}",), tuple(MentionId(f"m{at}{n}") for n in "abc")
    )
    for at in range(4)
}
MENTIONS = [mention for actor in ACTORS.values() for mention in actor.mentions]


class Found:
    """Four actors of three mentions."""

    def actor(self, key: str) -> Actor | None:
        return ACTORS.get(ActorId(key))

    def holders(self, mentions: Sequence[str]) -> Mapping[str, str]:
        return {mention: f"k{mention[1]}" for mention in mentions if mention in MENTIONS}

    def forms(self, keys: Sequence[str]) -> Mapping[tuple[MentionForm, ActorKind, str], int]:
        return Counter((MentionForm.NAME, ActorKind.GROUP, f"Ward {key[1]}") for key in keys)


def decision(kind: DecisionKind, keys: Sequence[str], number: int) -> Decision:
    anchors = tuple("mention" if kind is DecisionKind.SPLIT else f"actor,{key}" for key in keys)
    to = "Another" if kind is DecisionKind.RENAME else ""
    at = f"2031-06-01T10:{number:02}:00+00:00"
    return Decision.made(kind, tuple(keys), by="Ada Reader", at=at, note="", to=to, anchors=anchors)


picked = st.lists(st.sampled_from(MENTIONS), min_size=1, max_size=3, unique=True)
moves = st.lists(st.tuples(st.sampled_from(["merge", "split", "rename"]), picked), max_size=7)


def told(moves: Sequence[tuple[str, Sequence[str]]]) -> list[Decision]:
    """Decisions on whoever holds the mentions that were picked: a mention as target finds its actor."""
    found = []
    for number, (kind, mentions) in enumerate(moves):
        chosen = mentions[:1] if kind == "rename" else mentions
        if kind != "merge" or len(chosen) > 1:
            found.append(decision(DecisionKind(kind), chosen, number))
    return found


def holder(corrected: Corrected, mention: str) -> str:
    """Go through all the actors, one mention after another."""
    return next((actor.id for actor in corrected.actors if mention in actor.mentions), f"k{mention[1]}")


@given(moves)
def test_every_mention_is_with_the_actor_that_lists_it(moves: list[tuple[str, list[str]]]) -> None:
    corrected = correct_actors(Found(), told(moves))
    for mention in MENTIONS:
        assert corrected.now(ActorId(f"k{mention[1]}"), mention) == holder(corrected, mention)
    for actor in corrected.actors:
        parts = {f"k{mention[1]}" for mention in actor.mentions}
        assert corrected.made_of(actor.id) == tuple(sorted(parts))
        kept = {f"k{mention[1]}" for mention in actor.mentions if mention not in corrected.parted}
        assert corrected.left_to(actor.id) == tuple(sorted(kept))


def test_something_is_joined_and_parted() -> None:
    moves = [("merge", ["m0a", "m1a"]), ("split", ["m0b"]), ("merge", ["m0b", "m2a"])]
    corrected = correct_actors(Found(), told(moves))
    assert sorted(len(actor.mentions) for actor in corrected.actors) == [4, 5]
    assert corrected.parted.keys() == {"m0b"}
