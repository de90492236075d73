"""Things joined two by two, and the groups that come of it."""

from __future__ import annotations


class Joined:
    """Numbers from 0, joined two by two (union-find); groups come out in the order of their smallest number.

    Examples:
        >>> joined = Joined(4)
        >>> joined.join(3, 1)
        >>> joined.groups()
        [[0], [1, 3], [2]]
    """

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, number: int) -> int:
        """Return the smallest number of the group that `number` belongs to."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of the groups of two numbers."""
        small, large = sorted((self.find(one), self.find(other)))
        self._parent[large] = small

    def groups(self) -> list[list[int]]:
        """Return the groups, sorted, each sorted."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.find(number), []).append(number)
        return [found[root] for root in sorted(found)]
