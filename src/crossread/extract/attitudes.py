"""What someone wants, supports, opposes, judges or speaks about: content that is a thing or an act, not a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossread.extract.contents import source_in_tree
from crossread.extract.lexicon import sections
from crossread.extract.tagging import Tag

if TYPE_CHECKING:
    from crossread.extract.branches import Branches, Stretch
    from crossread.extract.phrases import Chunk, VerbGroup
    from crossread.extract.reading import Reading, Sentence

_GOES_ON: Final = ("obj", "xcomp", "ccomp", "obl", "advcl", "iobj")
_ABOUT: Final = frozenset("for of as over about against to with on from into toward towards at because".split())


def stand_of(reading: Reading, tree: Branches, group: VerbGroup) -> list[Stretch]:
    """Return what a verb takes a stand towards: its object, what it speaks about, or what it wants done.

    Nothing where the verb takes no stand, or says nothing of what towards.
    """
    lists = sections("attitudes")
    lemma, verb = reading.words[group.main].lemma, group.main
    about = _about(reading, tree, lemma, verb)
    if about is not None:
        return [about]
    if group.passive:
        return _stand_of_passive(reading, tree, lemma, verb)
    objects = [child for child in tree.labelled(verb, "obj", "iobj") if child > verb]
    wanted = [child for child in tree.labelled(verb, "xcomp", "ccomp") if child > verb]
    if lemma in lists["infinitive"] and wanted and not objects:
        return [_onward(reading, tree, verb, wanted[0])]
    told = lemma in sections("saying")["document"] and _is_told_by_document(reading, tree, verb)
    if objects and told:
        return [_onward(reading, tree, verb, objects[0])]
    if objects and (lemma in lists["object"] or (wanted and lemma in lists["order"] | lists["predicate"])):
        return [_onward(reading, tree, verb, objects[0])]
    if wanted and not objects and lemma in lists["object"]:
        return [_onward(reading, tree, verb, wanted[0])]
    if objects and lemma in lists["predicate"] and _has_as(reading, tree, verb):
        return [_onward(reading, tree, verb, objects[0])]
    return []


def _is_told_by_document(reading: Reading, tree: Branches, verb: int) -> bool:
    """Tell whether the subject is a document, which says things: "the poll shows a narrow lead"."""
    documents = sections("sources")["document"]
    return any(reading.words[one].lemma.lower() in documents for one in tree.labelled(verb, "nsubj"))


def _stand_of_passive(reading: Reading, tree: Branches, lemma: str, verb: int) -> list[Stretch]:
    """Return what is wanted, judged or expected in a passive: its subject and what follows."""
    lists = sections("attitudes")
    subject = next(tree.labelled(verb, "nsubj"), None)
    if subject is None or lemma not in lists["object"] | lists["order"] | lists["predicate"]:
        return []
    rest = next((child for child in tree.labelled(verb, "xcomp", "ccomp") if child > verb), None)
    after = next(
        (child for child in tree.labelled(verb, "obl", "advcl") if child > verb and _is_as(reading, tree, child)), None
    )
    follows = rest if rest is not None else after
    found = [tree.reach(subject)]
    if follows is not None:
        found.append(tree.reach(follows))
    return found


def _about(reading: Reading, tree: Branches, lemma: str, verb: int) -> Stretch | None:
    """Return what stands after the preposition of "talk about", "call for"."""
    for child in tree.labelled(verb, "obl", "advcl", "nmod", "xcomp", "ccomp"):
        if child < verb:
            continue
        for case in tree.labelled(child, "case", "mark"):
            if f"{lemma}_{reading.words[case].lower}" in sections("attitudes")["topic"]:
                return case + 1, _onward(reading, tree, verb, child)[1]  # "called on the mayor to resign"
    return None


def _has_as(reading: Reading, tree: Branches, verb: int) -> bool:
    """Tell whether "as" leads in what something is called."""
    return any(_is_as(reading, tree, child) for child in tree.labelled(verb, "obl", "advcl", "xcomp"))


def _is_as(reading: Reading, tree: Branches, child: int) -> bool:
    """Tell whether a branch begins with "as"."""
    return any(reading.words[one].lower == "as" for one in tree.labelled(child, "case", "mark"))


def _onward(reading: Reading, tree: Branches, verb: int, first: int) -> Stretch:
    """Return the stretch from a dependent on over those that belong to the same thought."""
    start, end = tree.reach(first)
    for child in tree.below(verb):
        if child <= first or (reading.words[child].label or "").partition(":")[0] not in _GOES_ON:
            continue
        a, b = tree.reach(child)
        if a > end + 1 or not _belongs(reading, tree, child):
            break
        end = max(end, b)
    return start, end


def _belongs(reading: Reading, tree: Branches, child: int) -> bool:
    """Tell whether a dependent is part of the thought, and no time, place or manner of it."""
    if reading.words[child].label in {"xcomp", "ccomp", "obj"}:
        return True
    return any(reading.words[one].lower in _ABOUT for one in tree.labelled(child, "case", "mark"))


def stand_of_adjective(reading: Reading, tree: Branches, place: int) -> list[Stretch]:
    """Return what an adjective of thinking or feeling is about: "confident that …", "angry about …", "willing to …"."""
    word = reading.words[place]
    if word.tag not in {Tag.ADJ, Tag.VERB} or word.lower not in sections("attitudes")["adjective"]:
        return []
    for child in tree.labelled(place, "ccomp", "xcomp", "advcl", "obl", "csubj"):
        marks = {reading.words[one].lower for one in tree.labelled(child, "case", "mark", "advmod")}
        label = (reading.words[child].label or "").partition(":")[0]
        if word.lower in {"clear", "unclear"} and label in {"obl", "xcomp", "advcl"}:
            continue
        if child > place and (label in {"ccomp", "xcomp", "csubj"} or marks & (_ABOUT | _THAT)):
            return [tree.reach(child)]
    return []


_THAT: Final = frozenset("that to whether if how why".split())


def stand_of_noun(reading: Reading, tree: Branches, place: int) -> list[Stretch]:
    """Return what a noun of saying or thinking is about: "the claim that …", "support for …", "a call to …"."""
    if reading.words[place].tag is not Tag.NOUN or reading.words[place].lemma not in sections("attitudes")["noun"]:
        return []
    for child in tree.labelled(place, "acl", "nmod", "ccomp", "xcomp"):
        if child < place:
            continue
        marks = {reading.words[one].lower for one in tree.labelled(child, "case", "mark")}
        if (reading.words[child].label or "").startswith("nmod") and (
            "to" in marks or ("of" in marks and reading.words[place].lemma not in sections("attitudes")["of"])
        ):
            continue  # to whom, or whose
        if (reading.words[child].label or "").startswith("acl") and not marks & _THAT:
            continue
        if marks & (_THAT | _OF):
            return [tree.reach(child)]
    return []


_OF: Final = frozenset("of for about over on against with".split())


def taker_of(reading: Reading, sentence: Sentence, tree: Branches, group: VerbGroup) -> Chunk | None:
    """Return who takes the stand: the subject; in the passive who stands after "by"."""
    from crossread.extract.contents import chunk_at  # noqa: PLC0415

    if not group.passive:
        return source_in_tree(reading, sentence, tree, group.main)
    for child in tree.labelled(group.main, "obl"):
        if any(reading.words[one].lower == "by" for one in tree.labelled(child, "case")):
            return chunk_at(reading, sentence, child)
    return None
