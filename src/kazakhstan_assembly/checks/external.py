"""What other validators find: frictionless, and the profiles of Data Package 2.0."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.io.storage import DESCRIPTOR


def profile_folder() -> Path | None:
    """Return where dplib-py keeps the official profiles, or None if it is not installed."""
    try:
        import dplib
    except ImportError:
        return None
    return Path(dplib.__file__).parent / "profiles" / "2.0"


def profile_findings(
    folder: Path, descriptor: Mapping[str, Any], schemas: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    """Yield where descriptor and schemas do not fit the official profiles of Data Package 2.0."""
    from jsonschema import Draft7Validator

    of_schemas = [(f"schemas/{schema['name']}.json", schema) for schema in schemas]
    for name, files in [("datapackage", [(DESCRIPTOR, descriptor)]), ("tableschema", of_schemas)]:
        profile = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        validator = Draft7Validator(profile)
        for file, data in files:
            for error in validator.iter_errors(data):
                yield Finding("profile", error.message[:400], file=file)


def frictionless_findings(
    folder: Path, descriptor: Mapping[str, Any], schemas: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    """Yield every error and warning of frictionless.

    It gets a descriptor that holds the schemas, without their foreign keys: it would read a table
    anew for each key that leads to it, and the check ``keys`` covers them all.
    """
    from frictionless import Package
    from frictionless.exception import FrictionlessException

    bare = {schema["name"]: _without_keys(schema) for schema in schemas}
    resources = [
        {**entry, "schema": bare[entry["name"]]} if "schema" in entry else entry
        for entry in descriptor["resources"]
    ]
    try:
        complete = {**descriptor, "resources": resources}
        result = Package.from_descriptor(complete, basepath=str(folder)).validate()
    except FrictionlessException as error:
        yield _finding(str(error.error.message))
        return
    for fault in result.errors:
        yield _finding(fault.message)
    for task in result.tasks:
        for message in (*(fault.message for fault in task.errors), *task.warnings):
            yield _finding(message, task.place)


def _without_keys(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if name != "foreignKeys"}


def _finding(message: str, file: str | None = DESCRIPTOR) -> Finding:
    return Finding("frictionless", message, file=file)
