"""A layout for a graph with long names: columns from left to right, no name over another."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from statistics import fmean

import networkx as nx

Node = str | tuple[str, str, int]  # an edge has a node of its own in each column that it skips
Place = tuple[int, float]  # column, and distance from the top
_SWEEPS = 24


def lay_out(
    edges: Iterable[tuple[str, str]], heights: Mapping[str, float], gap: float
) -> tuple[dict[str, Place], dict[tuple[str, str], list[Place]]]:
    """Return where each node stands, and the places that each edge goes through.

    An edge leads to a column on the right. Where it skips columns it goes between their nodes.

    Raises
    ------
    networkx.NetworkXUnfeasible
        If the edges go round in a circle.
    """
    graph: nx.DiGraph[str] = nx.DiGraph(list(edges))
    columns = _columns(graph)
    paths = {edge: _path(edge, columns) for edge in graph.edges}
    spread: nx.Graph[Node] = nx.Graph()
    for path in paths.values():
        nx.add_path(spread, path)
    column = {node: columns[node] if isinstance(node, str) else node[2] for node in spread}
    parts = sorted(nx.connected_components(spread), key=len, reverse=True)
    order = _order(spread, column, _numbers(parts))
    sizes = {node: (heights[node] if isinstance(node, str) else 0.0) + gap for node in spread}
    places = _packed(_heights(spread, order, sizes), parts, column, sizes)
    routes: dict[tuple[str, str], list[Place]] = {}
    for edge, path in paths.items():
        routes[edge] = [places[node] for node in path]
    return {node: places[node] for node in columns}, routes


def _numbers(parts: Iterable[set[Node]]) -> dict[Node, int]:
    """Return the number of the connected part that each node is in."""
    numbers: dict[Node, int] = {}
    for number, part in enumerate(parts):
        numbers |= dict.fromkeys(part, number)
    return numbers


def _columns(graph: nx.DiGraph[str]) -> dict[str, int]:
    """Put each node just left of the nearest that it leads to, and the last ones behind theirs."""
    order = list(nx.topological_sort(graph))
    found: dict[str, int] = {}
    for node in reversed(order):
        found[node] = min((found[after] for after in graph.successors(node)), default=0) - 1
    for node in order:
        if not graph.out_degree(node):
            found[node] = max(found[before] for before in graph.predecessors(node)) + 1
    first = min(found.values())
    return {node: column - first for node, column in found.items()}


def _path(edge: tuple[str, str], columns: Mapping[str, int]) -> list[Node]:
    """Return an edge's ends and, in each column that it skips, a place of its own."""
    start, end = edge
    between = range(columns[start] + 1, columns[end])
    return [start, *((start, end, column) for column in between), end]


def _order(
    graph: nx.Graph[Node], column: Mapping[Node, int], part: Mapping[Node, int]
) -> list[list[Node]]:
    """Return the nodes of each column from top to bottom, so that few edges cross."""
    order: list[list[Node]] = [[] for _ in range(max(column.values()) + 1)]
    for node in sorted(graph, key=lambda node: part[node]):
        order[column[node]].append(node)
    for sweep in range(_SWEEPS):
        rank: dict[Node, int] = {}
        for nodes in order:
            rank |= _ranks(nodes)
        # Go to the right and back to the left: each column follows the one before it.
        side = -1 if sweep % 2 else 1
        for nodes in order[::side]:
            middle: dict[Node, float] = {}
            for node in nodes:
                before = [near for near in graph[node] if column[near] == column[node] - side]
                middle[node] = fmean(rank[near] for near in before or [node])
            nodes.sort(key=lambda node: (part[node], middle[node]))
            rank |= _ranks(nodes)
    return order


def _ranks(nodes: list[Node]) -> dict[Node, int]:
    return {node: place for place, node in enumerate(nodes)}


def _heights(
    graph: nx.Graph[Node], order: list[list[Node]], sizes: Mapping[Node, float]
) -> dict[Node, float]:
    """Return how far down each node stands: near its neighbours, below the one above it."""
    found: dict[Node, float] = {}
    for nodes in order:
        found |= _spaced(nodes, dict.fromkeys(nodes, 0.0), sizes)
    for _ in range(_SWEEPS):
        for nodes in order:
            wanted: dict[Node, float] = {}
            for node in nodes:
                wanted[node] = fmean(found[near] for near in graph[node])
            found |= _spaced(nodes, wanted, sizes)
    return found


def _packed(
    down: Mapping[Node, float],
    parts: Iterable[set[Node]],
    column: Mapping[Node, int],
    sizes: Mapping[Node, float],
) -> dict[Node, Place]:
    """Return where each node stands, each connected part in the columns where it is highest up."""
    found: dict[Node, Place] = {}
    ends = dict.fromkeys(column.values(), 0.0)
    for part in parts:
        first, last = (end(column[node] for node in part) for end in (min, max))
        options: list[tuple[float, int, float]] = []
        for shift in range(-first, max(ends) - last + 1):
            step = max(ends[column[node] + shift] - down[node] + sizes[node] / 2 for node in part)
            bottom = max(down[node] + step + sizes[node] / 2 for node in part)
            options.append((bottom, shift, step))
        _, shift, step = min(options)
        for node in part:
            found[node] = column[node] + shift, down[node] + step
        for node in part:
            there, middle = found[node]
            ends[there] = max(ends[there], middle + sizes[node] / 2)
    return found


def _spaced(
    nodes: list[Node], wanted: Mapping[Node, float], sizes: Mapping[Node, float]
) -> dict[Node, float]:
    """Return heights near the wanted ones that leave each node its size."""
    down, up = dict(wanted), dict(wanted)
    for above, below in itertools.pairwise(nodes):
        down[below] = max(down[below], down[above] + (sizes[above] + sizes[below]) / 2)
    for above, below in reversed(list(itertools.pairwise(nodes))):
        up[above] = min(up[above], up[below] - (sizes[above] + sizes[below]) / 2)
    return {node: (down[node] + up[node]) / 2 for node in nodes}
