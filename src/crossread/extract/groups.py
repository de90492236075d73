"""Groups of mentions in the making, and the links that made them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossread.model.link import Link, LinkKind
from crossread.model.reason import Reason

if TYPE_CHECKING:
    from crossread.model.mention import Mention


@dataclass(slots=True)
class Groups:
    """Mentions of one document, joined two by two (union-find).

    Attributes:
        parent: Of each mention another one of its group, or itself.
        links: What joined them.
    """

    parent: dict[str, str]
    links: list[Link] = field(default_factory=list)

    def root(self, key: str) -> str:
        """Return the mark of a mention's group."""
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, one: Mention, other: Mention, score: float, rule: str, *inputs: tuple[str, str]) -> None:
        """Link two mentions, unless a chain of links joins them already."""
        first, second = self.root(one.id), self.root(other.id)
        if first == second:
            return
        self.parent[max(first, second)] = min(first, second)
        self.links.append(
            Link.between(LinkKind.SAME_ACTOR, one.id, other.id, score, (Reason(rule, inputs, f"{score:.2f}"),))
        )
