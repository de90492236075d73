"""What each source calls each actor, and with which verbs it lets it speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crossread.model.account import Account
from crossread.model.document import DocumentId
from crossread.model.finding import Naming, Saying
from crossread.model.link import Actor, ActorId
from crossread.model.mention import MentionForm, MentionId
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

    A verb that introduces both a quotation and reported words stands once. What somebody only wants or opposes is not
    said, a mark (":") is no verb, and whom documents only call "he" nobody could find again: these are left out.

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
    # The attribution comes last: it knows what the writer makes of the words, a quotation does not.
    speeches: list[Quotation | Attribution] = [*shelf.quotations.values(), *shelf.attributions.values()]
    cues: dict[tuple[DocumentId, Span, ActorId], tuple[AttributionKind, Stance, MentionId]] = {}
    for speech in speeches:
        speaker = _speaker(shelf, speech)
        if speaker is not None and speech.cue is not None and _is_said(shelf, speech, speech.cue):
            cues[speech.document, speech.cue, speaker[0]] = (*_manner(speech), speaker[1])
    rows: dict[_Manner, list[tuple[Span, MentionId]]] = defaultdict(list)
    for (document, cue, actor), (kind, stance, mention) in sorted(cues.items()):
        verb = shelf.words(document, cue).casefold()
        rows[actor, document, verb, kind, stance].append((cue, mention))
    return Outcome(
        tuple(
            Saying(*manner, len(found), tuple(cue for cue, _ in found), tuple(mention for _, mention in found))
            for manner, found in sorted(rows.items())
        )
    )


_Manner = tuple[ActorId, DocumentId, str, AttributionKind, Stance]


def _manner(speech: Quotation | Attribution) -> tuple[AttributionKind, Stance]:
    """Return what kind of words they are and what the writer makes of them."""
    return (speech.kind, speech.stance) if isinstance(speech, Attribution) else (AttributionKind.SPEECH, Stance.NEUTRAL)


def _is_said(shelf: Shelf, speech: Quotation | Attribution, cue: Span) -> bool:
    """Return whether words introduce something said or thought."""
    attitude = isinstance(speech, Attribution) and speech.kind is AttributionKind.ATTITUDE
    return not attitude and any(character.isalpha() for character in shelf.words(speech.document, cue))


def _speaker(shelf: Shelf, speech: Quotation | Attribution) -> tuple[ActorId, MentionId] | None:
    """Return who speaks and by which mention, where it is a known actor with a name."""
    speaker = speech.speaker if isinstance(speech, Quotation) else speech.source
    if speaker is None or speaker.mention is None:
        return None
    actor = shelf.actor_of.get(speaker.mention)
    return (actor, speaker.mention) if actor is not None and shelf.actors[actor].name else None
