"""Tables by name, shown at the prompt as a short list."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

HEAD = ("table", "rows", "group", "title")
_WIDTH = 79
_GAP = "  "


class Tables(dict[str, "pd.DataFrame"]):
    """A dict of tables by name. At the prompt it is shown as a short list of the tables.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        The tables.
    groups : mapping of str to str
        The group of each table that is in one.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], groups: Mapping[str, str]) -> None:
        super().__init__(frames)
        self._groups = dict(groups)

    def _rows(self) -> list[tuple[str, str, str, str]]:
        return [
            (str(name), str(len(frame)), self._groups.get(name, ""), _title(frame))
            for name, frame in self.items()
        ]

    def __repr__(self) -> str:
        rows = self._rows()
        if not rows:
            return "no tables"
        name_width, count_width, group_width = (
            max(map(len, cells)) for cells in list(zip(HEAD, *rows, strict=True))[:3]
        )
        lines: list[str] = []
        for name, count, group, title in (HEAD, *rows):
            parts = (name.ljust(name_width), count.rjust(count_width), group.ljust(group_width))
            lines.append(_cut(_GAP.join((*parts, title)).rstrip()))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th style='text-align:left'>{name}</th>" for name in HEAD)
        body = "".join(map(_html_row, self._rows()))
        return f"<table><tr>{head}</tr>{body}</table>"

    def __reduce__(self) -> tuple[object, ...]:
        return Tables, (dict(self), self._groups)


def _title(frame: pd.DataFrame) -> str:
    return str(frame.attrs.get("title", "")) if hasattr(frame, "attrs") else ""


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def _html_row(cells: tuple[str, ...]) -> str:
    shown = "".join(f"<td style='text-align:left'>{escape(cell)}</td>" for cell in cells)
    return f"<tr>{shown}</tr>"
