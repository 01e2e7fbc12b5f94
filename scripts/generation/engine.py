"""The program that builds a data package: its name and version, which metadata state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotation.yaml_source import read_yaml
from kazakhstan_assembly.io.json_schemas import json_schema

_CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Engine:
    """A program and its version."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@cache
def this_engine() -> Engine:
    """Return the program that this checkout holds, whatever folder it builds."""
    # The first data set and the program are released together, under one version.
    package = read_yaml(_CHECKOUT, "source/package.yaml", json_schema("package"))
    return Engine(package["name"], package["version"])
