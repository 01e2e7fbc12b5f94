"""The groups of tables, in the order in which the tables are published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kazakhstan_assembly.io.built_in import HELPER_GROUPS


def complete_groups(package: Any, tables: Iterable[str]) -> list[dict[str, Any]]:
    """Return the declared groups, with every other helper table added to the group it belongs to.

    Parameters
    ----------
    package : mapping
        ``source/package.yaml``.
    tables : iterable of str
        The names of all tables.
    """
    groups = [_group(group["name"], group["title"], group["tables"]) for group in package["groups"]]
    by_name = {group["name"]: group for group in groups}
    named = {name for group in groups for name in group["tables"]}
    for table in tables:
        if table in named:
            continue
        name = HELPER_GROUPS[table]
        if name not in by_name:
            by_name[name] = _group(name, name.capitalize(), ())
            groups.append(by_name[name])
        by_name[name]["tables"].append(table)
    return groups


def _group(name: str, title: str, tables: Iterable[str]) -> dict[str, Any]:
    return {"name": name, "title": title, "tables": list(tables)}
