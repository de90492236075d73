"""Which mentions of one document name the same actor, each link with its reason.

Sure rules first: equal names, surnames, acronyms, appositions, titles and roles, demonyms, then repeated descriptors,
last pronouns. Where two actors could be meant ("Ruiz" beside Ana Ruiz and Juan Ruiz) nothing is linked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossread.extract.gazetteer import country_names, demonyms, role_kind, titles
from crossread.extract.groups import Groups
from crossread.extract.pronouns import link_pronouns
from crossread.model.link import Link
from crossread.model.mention import ActorKind, Mention, MentionForm

if TYPE_CHECKING:
    from crossread.extract.reading import Reading

_NAMED: Final = frozenset({MentionForm.NAME, MentionForm.ACRONYM})
_MINOR: Final = frozenset({"of", "the", "and", "for", "in", "&", "de", "la"})
_COMPANY: Final = frozenset({"inc", "inc.", "ltd", "ltd.", "corp", "corp.", "co", "co.", "llc", "plc"})


def link_mentions(reading: Reading, mentions: Sequence[Mention], *, pronouns: bool = True) -> tuple[Link, ...]:
    """Return the links, sorted.

    Args:
        reading: The document's words.
        mentions: Its mentions.
        pronouns: Whether to resolve "he", "she", "it" and "they".
    """
    groups = Groups({one.id: one.id for one in mentions})
    names = [one for one in mentions if one.form in _NAMED]
    _equal_names(groups, mentions)
    _surnames(groups, names)
    _acronyms(groups, reading, names)
    _short_names(groups, names)
    _countries(groups, mentions)
    _appositions(groups, reading, mentions)
    _roles(groups, reading, mentions)
    _homelands(groups, reading, mentions)
    _descriptors(groups, reading, mentions)
    if pronouns:
        link_pronouns(groups, reading, mentions)
    return tuple(sorted(groups.links, key=lambda link: (link.a, link.b)))


def _compatible(one: Mention, other: Mention) -> bool:
    """Tell whether two kinds can be of one actor."""
    loose = {ActorKind.OTHER}
    return (
        one.kind == other.kind
        or one.kind in loose
        or other.kind in loose
        or {one.kind, other.kind} == {ActorKind.ORGANISATION, ActorKind.GROUP}
    )


def _equal_names(groups: Groups, mentions: Sequence[Mention]) -> None:
    """Join names that are written alike."""
    first: dict[str, Mention] = {}
    for one in mentions:
        if one.form not in _NAMED | {MentionForm.DEMONYM}:
            continue
        key = " ".join(word for word in one.name.lower().replace(".", "").split() if word not in _COMPANY)
        known = first.setdefault(key, one)
        if known is not one and _compatible(known, one):
            groups.join(known, one, 0.98, "same_name", ("name", one.name))


def _surnames(groups: Groups, names: Sequence[Mention]) -> None:
    """Join a surname alone with the one full name that ends in it; a given name alone with nobody."""
    full: dict[str, dict[str, Mention]] = defaultdict(dict)
    for one in names:
        words = one.name.split()
        if one.kind is ActorKind.PERSON and len(words) > 1:
            full[words[-1].lower()].setdefault(one.name.lower(), one)
    for one in names:
        if " " in one.name or one.kind not in {ActorKind.PERSON, ActorKind.OTHER}:
            continue
        candidates = full.get(one.name.lower(), {})
        if len({groups.root(known.id) for known in candidates.values()}) == 1:
            known = next(iter(candidates.values()))
            groups.join(known, one, 0.95, "surname", ("surname", one.name), ("full", known.name))
    _longer_names(groups, full)


def _longer_names(groups: Groups, full: dict[str, dict[str, Mention]]) -> None:
    """Join "Ana Ruiz" and "Ana Maria Ruiz": the same first word, the same surname."""
    for people in full.values():
        by_given: dict[str, Mention] = {}
        for one in people.values():
            given = one.name.split()[0].lower().rstrip(".")
            known = by_given.setdefault(given, one)
            if known is not one:
                groups.join(known, one, 0.9, "same_given_and_surname", ("one", known.name), ("other", one.name))


def _acronyms(groups: Groups, reading: Reading, names: Sequence[Mention]) -> None:
    """Join an acronym with the name that it stands for: in brackets after it, else by its initials if only one fits."""
    text = reading.document.text
    initials: dict[str, dict[str, Mention]] = defaultdict(dict)
    for place, one in enumerate(names):
        if one.form is MentionForm.NAME and len(one.name.split()) > 1:
            for key in _initials(one.name):
                initials[key].setdefault(one.name.lower(), one)
        if one.form is MentionForm.ACRONYM and place:
            before = names[place - 1]
            if (
                text[before.span.end : one.span.start].strip(" the") == "("
                or text[before.span.end : one.span.start].strip() == "("
            ):
                groups.join(before, one, 0.97, "acronym_in_brackets", ("name", before.name), ("acronym", one.name))
    for one in names:
        if one.form is MentionForm.ACRONYM:
            fitting = initials.get(one.name.replace(".", ""), {})
            if len({groups.root(known.id) for known in fitting.values()}) == 1:
                known = next(iter(fitting.values()))
                groups.join(known, one, 0.85, "acronym", ("name", known.name), ("acronym", one.name))


def _initials(name: str) -> set[str]:
    """Return the acronyms that a name can have: initials with and without small words.

    Examples:
        >>> sorted(_initials("Union of Dock Workers"))
        ['UDW', 'UoDW']
    """
    words = name.replace("-", " ").split()
    return {"".join(word[0] for word in words), "".join(word[0] for word in words if word.lower() not in _MINOR)}


def _short_names(groups: Groups, names: Sequence[Mention]) -> None:
    """Join "the Authority" with the one longer name that ends in it ("Almira Port Authority")."""
    longer: dict[str, dict[str, Mention]] = defaultdict(dict)
    for one in names:
        words = one.name.split()
        if one.kind in {ActorKind.PERSON, ActorKind.PLACE}:
            continue
        core = words.index("of") if "of" in words else len(words)
        for at in range(1, len(words)):
            if at < core:  # "Iraq" is not short for "Government of Iraq"
                longer[" ".join(words[at:]).lower()].setdefault(one.name.lower(), one)
            longer[" ".join(words[:at]).lower()].setdefault(one.name.lower(), one)
    for one in names:
        if one.kind in {ActorKind.PERSON, ActorKind.PLACE} or _has_parts(one):
            continue
        fitting = {key: known for key, known in longer.get(one.name.lower(), {}).items() if _compatible(known, one)}
        if len({groups.root(known.id) for known in fitting.values()}) == 1:
            known = next(iter(fitting.values()))
            groups.join(known, one, 0.8, "short_name", ("name", known.name), ("short", one.name))


def _has_parts(one: Mention) -> bool:
    """Tell whether a name is likely that of a whole whose parts begin with it: "the UN", "Iraq", "Afghan"."""
    return one.form is MentionForm.ACRONYM or one.name in country_names() or one.name in demonyms()


def _countries(groups: Groups, mentions: Sequence[Mention]) -> None:
    """Join the names of a country with one another and with its adjective ("Afghan")."""
    first: dict[str, Mention] = {}
    for one in mentions:
        if one.form not in _NAMED | {MentionForm.DEMONYM} or one.kind not in {ActorKind.PLACE, ActorKind.ORGANISATION}:
            continue
        country = country_names().get(one.name) or (
            demonyms().get(one.name) if one.form is MentionForm.DEMONYM else None
        )
        if country is None:
            continue
        known = first.setdefault(country, one)
        if known is not one:
            rule = "demonym" if MentionForm.DEMONYM in {known.form, one.form} else "country_names"
            groups.join(known, one, 0.9, rule, ("country", country), ("words", one.name))


def _appositions(groups: Groups, reading: Reading, mentions: Sequence[Mention]) -> None:
    """Join "Ana Ruiz, the mayor," and "the mayor, Ana Ruiz,": a name and a descriptor with a comma between."""
    text = reading.document.text
    outer = [one for one in mentions if one.form in _NAMED | {MentionForm.DESCRIPTOR}]
    for one in outer:
        for other in _next_after_comma(text, one, outer):
            pair = {one.form, other.form}
            if MentionForm.DESCRIPTOR not in pair or not pair & _NAMED or one.kind is not other.kind:
                continue
            end = text[other.span.end : other.span.end + 2]
            definite = other.span.of(text).lower().startswith(("the ", "a ", "an ", "its ", "his ", "her ", "their "))
            if end[:1] in {",", ".", ")", ":"} or end == "" or (definite and end.startswith(("\n", "”"))):
                groups.join(one, other, 0.9, "apposition", ("one", one.name), ("other", other.name))


def _next_after_comma(text: str, one: Mention, outer: Sequence[Mention]) -> Iterator[Mention]:
    """Yield mentions that begin right after a comma that follows `one`."""
    if text[one.span.end : one.span.end + 2] == ", ":
        begin = one.span.end + 2
        low, high = 0, len(outer)
        while low < high:
            middle = (low + high) // 2
            if outer[middle].span.start < begin:
                low = middle + 1
            else:
                high = middle
        while low < len(outer) and outer[low].span.start == begin:
            yield outer[low]
            low += 1


def _roles(groups: Groups, reading: Reading, mentions: Sequence[Mention]) -> None:  # noqa: C901 - one step after the other
    """Join "the president" with the one person of the document whose title or apposition says so."""
    text = reading.document.text
    bearers: dict[str, dict[str, Mention]] = defaultdict(dict)
    for one in mentions:
        if one.form is MentionForm.NAME and one.kind is ActorKind.PERSON:
            for role in _roles_in(one, text):
                bearers[role].setdefault(groups.root(one.id), one)
    by_root: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        by_root[groups.root(one.id)].append(one)
    for members in by_root.values():
        name = next((one for one in members if one.form is MentionForm.NAME and one.kind is ActorKind.PERSON), None)
        if name is not None:
            for one in members:
                if one.form is MentionForm.DESCRIPTOR:
                    bearers[one.head.of(text).lower()].setdefault(groups.root(name.id), name)
    for one in mentions:
        if (
            one.form is MentionForm.DESCRIPTOR
            and one.kind is ActorKind.PERSON
            and one.span.of(text).lower().startswith(("the ", "his ", "her "))
        ):
            fitting = bearers.get(one.head.of(text).lower(), {})
            if len(fitting) == 1 and one.span.length < 40:
                known = next(iter(fitting.values()))
                groups.join(known, one, 0.75, "role", ("role", one.head.of(text).lower()), ("name", known.name))


def _roles_in(one: Mention, text: str) -> list[str]:
    """Return the titles and roles that stand in a mention before its name."""
    before = one.span.of(text).split(one.name.split()[0])[0].lower().replace(",", " ").split()
    return [word for word in before if word in titles() or role_kind(word) is ActorKind.PERSON]


def _homelands(groups: Groups, reading: Reading, mentions: Sequence[Mention]) -> None:
    """Join "the country" with the country that was named most as a place before ("in Kesh"), twice any other."""
    text = reading.document.text
    named: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for one in mentions:
        before = text[max(0, one.span.start - 16) : one.span.start].lower().split()
        place = bool({"in", "into", "from", "of", "across", "inside", "leave", "left"} & set(before[-2:]))
        if one.form in _NAMED and place and one.name in country_names():
            root = groups.root(first.setdefault(groups.root(one.id), one).id)
            named[root] += 1
        if one.form is MentionForm.DESCRIPTOR and one.span.of(text).lower() in {"the country", "the nation"}:
            (most, count), *others = [*named.most_common(2), ("", 0)][:2]
            if most and count >= 2 * others[0][1]:
                known = first[most]
                groups.join(known, one, 0.6, "the_country", ("country", known.name), ("words", one.name))


def _descriptors(groups: Groups, reading: Reading, mentions: Sequence[Mention]) -> None:
    """Join "the climber" with the one climber before ("a climber of 61"), "the port" with the one "Almira Port".

    Words before the head tell actors apart: "the ferry company" is not "the insurance company". What is joined with the
    name of a country already joins nothing else: "the country" is now this one, now that.
    """
    known: dict[str, _Alike] = defaultdict(_Alike)
    text = reading.document.text
    homed = {end for link in groups.links if link.reasons[0].rule == "the_country" for end in (link.a, link.b)}
    for one in mentions:
        if one.form is MentionForm.NAME and one.kind in _BODIES and " " in one.name:
            words = frozenset(one.name.lower().split()[:-1])
            head = one.head.of(text).lower()
            known[head].add(_Described(one, head, words, named=True), groups)
        if one.form is not MentionForm.DESCRIPTOR:
            continue
        here = _Described(one, one.head.of(text).lower(), _modifiers(one, text), named=False)
        alike = known[one.head.of(text).lower()]
        fitting = {groups.root(other.mention.id): other for other in alike.found() if _may_be_same(here, other)}
        if one.id not in homed and _points_back(one, text, here.before) and len(fitting) == 1:
            other = next(iter(fitting.values()))
            rule = "head_of_description" if here.before != other.before else "same_description"
            groups.join(other.mention, one, 0.7, rule, ("full", other.mention.name), ("short", one.name))
        alike.add(here, groups)


@dataclass(frozen=True, slots=True)
class _Described:
    """A description, or a name that ends in a common noun, with its head word and the words before that."""

    mention: Mention
    head: str
    before: frozenset[str]
    named: bool


class _Alike:
    """Descriptions with one head word; of equal ones two different actors are kept, which is as good as more."""

    def __init__(self) -> None:
        self._found: dict[tuple[frozenset[str], bool, ActorKind], list[_Described]] = defaultdict(list)

    def found(self) -> Iterator[_Described]:
        """Yield the descriptions."""
        for several in self._found.values():
            yield from several

    def add(self, one: _Described, groups: Groups) -> None:
        """Keep one, unless two other actors are described so, or its actor is."""
        several = self._found[one.before, one.named, one.mention.kind]
        roots = {groups.root(other.mention.id) for other in several}
        if len(roots) < 2 and groups.root(one.mention.id) not in roots:
            several.append(one)


_VAGUE: Final = frozenset(
    "people men women forces troops soldiers groups group workers officials authorities residents allies others".split()
)
"""Nouns whose words before them tell whom they mean: "the forces" need not be "the rebel forces"."""
_BODIES: Final = frozenset({ActorKind.ORGANISATION, ActorKind.FACILITY, ActorKind.GROUP})
_LEADS: Final = frozenset("the this that these those a an its his her their our my same".split())


def _modifiers(one: Mention, text: str) -> frozenset[str]:
    """Return the words before the head of a description, articles and owners off."""
    words = text[one.span.start : one.head.start].lower().replace("-", " ").split()
    return frozenset(words) - _LEADS


def _may_be_same(one: _Described, before: _Described) -> bool:
    """Tell whether a description can mean what one before it means: no word before the head speaks against it."""
    mention, other = one.mention, before.mention
    if mention.kind is not other.kind and not (before.named and {mention.kind, other.kind} <= _BODIES):
        return False
    if before.head in _VAGUE:
        return one.before == before.before
    return one.before <= before.before or (before.before <= one.before and not before.named)


def _points_back(one: Mention, text: str, before: frozenset[str]) -> bool:
    """Tell whether a description means someone told of before: "the …", "this …", a plural or title without article."""
    first = one.span.of(text).lower().split()[0]
    if first in {"a", "an", "one", "another"}:
        return False
    bare = first not in _LEADS
    return not bare or not any(word.isdigit() for word in before)
