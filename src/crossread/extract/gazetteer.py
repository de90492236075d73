"""What is known of names before any text: countries, peoples, capitals, big places, titles, roles, given names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crossread.extract.lexicon import sections, table, words
from crossread.model.mention import ActorKind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Country:
    """A country.

    Attributes:
        name: Its usual English name.
        others: Other names and abbreviations.
        people: Adjectives and words for its people.
        capital: Its capital, or "".
    """

    name: str
    others: tuple[str, ...]
    people: tuple[str, ...]
    capital: str


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries of the table."""
    return tuple(
        Country(name, tuple(filter(None, others.split("|"))), tuple(filter(None, people.split("|"))), capital)
        for name, others, people, capital in ((*row, "", "", "")[:4] for row in table("countries"))
    )


@cache
def country_names() -> Mapping[str, str]:
    """Return for each name of a country its usual one."""
    return {name: one.name for one in countries() for name in (one.name, *one.others)}


@cache
def demonyms() -> Mapping[str, str]:
    """Return for each adjective or word for a people its country.

    Examples:
        >>> demonyms()["Afghans"]
        'Afghanistan'
    """
    return {word: one.name for one in countries() for word in one.people}


@cache
def places() -> frozenset[str]:
    """Return capitals, big cities, regions, continents."""
    return words("places") | {one.capital for one in countries() if one.capital}


@cache
def given_names() -> Mapping[str, str]:
    """Return given names with "m", "f", or "" where both use it."""
    lists = sections("firstnames")
    both = lists["m"] & lists["f"]
    return {name: "" if name in both else sex for sex in ("m", "f") for name in lists[sex]}


@cache
def titles() -> Mapping[str, str]:
    """Return words before a person's name (lower case) with "m", "f" or ""."""
    lists = sections("titles")
    return {word: {"m": "m", "f": "f"}.get(sex, "") for sex in ("any", "m", "f") for word in lists[sex]}


@cache
def role_kind(lemma: str) -> ActorKind | None:
    """Return what a common noun names when it stands for someone: "minister", "company", "rebels".

    Examples:
        >>> role_kind("minister").value, role_kind("rebels").value, role_kind("idea")
        ('person', 'group', None)
    """
    lists = sections("roles")
    for kind in ("person", "organisation", "group", "facility", "place"):
        if lemma in lists[kind]:
            return ActorKind(kind)
    return ActorKind.PERSON if _is_person_noun(lemma) else None


_PERSON_ENDINGS = ("man", "woman", "person", "men", "women")
_NO_PERSONS = frozenset(
    "human german roman ottoman talisman caiman amen omen specimen regimen acumen abdomen stamen hymen "
    "list mist twist gist fist wrist heist waist checklist shortlist playlist blacklist wishlist waitlist exist".split()
)


def _is_person_noun(lemma: str) -> bool:
    """Tell whether the ending of a noun makes it a person: "signalman", "chairperson", "violinist"."""
    if lemma in _NO_PERSONS or len(lemma) < 6:
        return False
    return lemma.endswith(_PERSON_ENDINGS) or (lemma.endswith("ist") and lemma[-4] not in "aeou")


@cache
def name_word_kind(word: str) -> ActorKind | None:
    """Return what a word inside a name tells of its bearer: "Ministry", "Bridge", "Lake"."""
    lists = sections("namewords")
    for kind in ("organisation", "facility", "place", "event", "work"):
        if word in lists[kind]:
            return ActorKind(kind)
    return None
