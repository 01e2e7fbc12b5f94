"""Plots of the tables: each function draws one, and says in its title what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plots.communities import communities
from plots.counts import media, schools
from plots.coverage import coverage
from plots.network import network
from plots.numbers import numbers
from plots.style import Plot, svg
from plots.timeline import timeline

__all__ = ["PLOTS", "Plot", "svg"]

PLOTS: Mapping[str, Callable[[], Plot]] = {
    draw.__name__: draw
    for draw in (timeline, numbers, media, schools, communities, network, coverage)
}
