"""What each source calls each actor, and with which verbs it lets it speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.finding import Naming, Saying
from crossread.model.link import Actor, ActorId
from crossread.model.mention import MentionForm
from crossread.model.outcome import Outcome
from crossread.model.shelf import Shelf
from crossread.model.span import Span
from crossread.model.statement import Attribution, AttributionKind, Quotation, Stance


def find_namings(accounts: Sequence[Account], actors: Sequence[Actor]) -> Outcome[Naming]:
    """Return what each document calls each actor, pronouns left out, with every place.

    Labels that differ only in white space or in the first letter's case count as one, shown as the document first has
    it.

    Args:
        accounts: What was read off the documents, in any order.
        actors: The actors of the case.

    Returns:
        The namings, sorted.

    Examples:
        >>> find_namings((), ()).found
        ()
    """
    shelf = Shelf.of(accounts, actors)
    spans: dict[tuple[ActorId, DocumentId, str], list[tuple[Span, str]]] = defaultdict(list)
    for mention in shelf.mentions.values():
        actor = shelf.actor_of.get(mention.id)
        if actor is not None and mention.form is not MentionForm.PRONOUN:
            words = shelf.words(mention.document, mention.span)
            spans[actor, mention.document, words[:1].casefold() + words[1:]].append((mention.span, words))
    namings = []
    for (actor, document, _), found in spans.items():
        ordered = sorted(found)
        places = tuple(span for span, _ in ordered)
        namings.append(Naming(actor, document, ordered[0][1], len(places), places))
    return Outcome(tuple(sorted(namings)))


def find_sayings(accounts: Sequence[Account], actors: Sequence[Actor]) -> Outcome[Saying]:
    """Return with which verbs each document lets each actor speak, with every place.

    Args:
        accounts: What was read off the documents, in any order.
        actors: The actors of the case.

    Returns:
        The verbs of saying, sorted.

    Examples:
        >>> find_sayings((), ()).found
        ()
    """
    shelf = Shelf.of(accounts, actors)
    spans: dict[tuple[ActorId, DocumentId, str, Stance], set[Span]] = defaultdict(set)
    speeches: list[Quotation | Attribution] = [*shelf.quotations.values(), *shelf.attributions.values()]
    for speech in speeches:
        if isinstance(speech, Attribution) and speech.kind is AttributionKind.ATTITUDE:
            continue
        actor = _actor(shelf, speech)
        if actor is not None and speech.cue is not None:
            verb = shelf.words(speech.document, speech.cue).casefold()
            stance = speech.stance if isinstance(speech, Attribution) else Stance.NEUTRAL
            spans[actor, speech.document, verb, stance].add(speech.cue)
    return Outcome(
        tuple(
            sorted(
                Saying(actor, document, verb, stance, len(found), tuple(sorted(found)))
                for (actor, document, verb, stance), found in spans.items()
            )
        )
    )


def _actor(shelf: Shelf, speech: Quotation | Attribution) -> ActorId | None:
    """Return who speaks, where it is a known actor."""
    speaker = speech.speaker if isinstance(speech, Quotation) else speech.source
    if speaker is None or speaker.mention is None:
        return None
    return shelf.actor_of.get(speaker.mention)
