"""A line that says what is being done, shown only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager


@contextmanager
def progress(text: str) -> Generator[Callable[[str], None], None, None]:
    """Show a line while something is done; what is yielded changes the line.

    In a pipe nothing is shown.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True, highlight=False).status(text) as status:
        yield status.update
