"""Which columns of a table fit a terminal, and how wide each is.

The most important columns are shown, in the order of the table. Codes and numbers are shown whole
or not at all; text is cut. A heading takes two lines if its column is then narrower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_NARROWEST = 14
# What a text has before a column of less importance is shown beside it.
_COMFORTABLE = 32
# From this importance on a column is shown only where all texts have room.
SPARE = 5
# The importance of a column that is left out as soon as one is.
EMPTY = 99
GAP = 2
ELISION = "…"


@dataclass(frozen=True)
class Column:
    """A column: how wide its cells are, whether they are text, and its importance.

    The lower the number, the more important.
    """

    name: str
    cells: int
    is_text: bool
    importance: int

    @property
    def least(self) -> int:
        """The characters that it needs."""
        return self._with_text_of(_NARROWEST)

    @property
    def comfortable(self) -> int:
        """The characters that it has where columns of less importance are shown."""
        return self._with_text_of(_COMFORTABLE)

    def _with_text_of(self, most: int) -> int:
        cells = min(self.cells, most) if self.is_text else self.cells
        return max(cells, *map(len, split_name(self.name)))

    @property
    def most(self) -> int:
        """The characters that it can use."""
        return max(self.cells, len(self.name))


@dataclass(frozen=True)
class Layout:
    """The columns that fit, by number, and their widths; None stands where columns are left out."""

    places: tuple[int | None, ...]
    widths: tuple[int, ...]

    def headings(self, names: Sequence[str]) -> list[list[str]]:
        """Return the lines of headings, one or two; the lower one is never empty."""
        upper: list[str] = []
        lower: list[str] = []
        for place, width in zip(self.places, self.widths, strict=True):
            name = ELISION if place is None else names[place]
            first, second = ("", name) if len(name) <= width else split_name(name)
            upper.append(first)
            lower.append(second)
        return [upper, lower] if any(upper) else [lower]


def split_name(name: str) -> tuple[str, str]:
    """Return a name in two parts, cut behind the underscore that makes the longer one shortest."""
    cuts = [number + 1 for number, character in enumerate(name) if character == "_"]
    best = min(cuts, key=lambda cut: max(cut, len(name) - cut), default=0)
    return name[:best], name[best:]


def lay_out(columns: Sequence[Column], room: int) -> Layout:
    """Return what fits into `room` characters; at least one column, however wide."""
    chosen: list[int] = []
    order = sorted(range(len(columns)), key=lambda number: (columns[number].importance, number))
    if _needed(columns, range(len(columns))) > room:
        order = [number for number in order if columns[number].importance < EMPTY] or order
    for number in order:
        trial = sorted([*chosen, number])
        is_spare = columns[number].importance >= SPARE
        if not chosen or _needed(columns, trial, is_roomy=is_spare) <= room:
            chosen = trial
    places = _with_elisions(chosen, len(columns))
    return Layout(tuple(places), _widths(columns, places, room))


def _with_elisions(chosen: Sequence[int], count: int) -> list[int | None]:
    places: list[int | None] = []
    after = -1
    for number in chosen:
        if number > after + 1:
            places.append(None)
        places.append(number)
        after = number
    if after < count - 1:
        places.append(None)
    return places


def _needed(columns: Sequence[Column], chosen: Sequence[int], *, is_roomy: bool = False) -> int:
    places = _with_elisions(chosen, len(columns))
    widths = _comfortable_widths(columns, places) if is_roomy else _least_widths(columns, places)
    return sum(widths) + GAP * (len(places) - 1)


def _comfortable_widths(columns: Sequence[Column], places: Sequence[int | None]) -> list[int]:
    return [len(ELISION) if place is None else columns[place].comfortable for place in places]


def _least_widths(columns: Sequence[Column], places: Sequence[int | None]) -> list[int]:
    return [len(ELISION) if place is None else columns[place].least for place in places]


def _widths(columns: Sequence[Column], places: Sequence[int | None], room: int) -> tuple[int, ...]:
    """Return the width of each place; what is left goes evenly to those that can use it."""
    widths = _least_widths(columns, places)
    left = room - sum(widths) - GAP * (len(widths) - 1)
    while left > 0:
        growing = [
            number
            for number, place in enumerate(places)
            if place is not None and widths[number] < columns[place].most
        ]
        if not growing:
            break
        for number in growing[:left]:
            widths[number] += 1
        left -= len(growing[:left])
    return tuple(widths)
