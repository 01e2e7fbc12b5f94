"""What other validators find: frictionless, and the profiles of Data Package 2.0."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
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
    files: Mapping[str, bytes],
    descriptor: Mapping[str, Any],
    schemas: Sequence[Mapping[str, Any]],
) -> Iterator[Finding]:
    """Yield every error and warning of frictionless.

    frictionless follows links, addresses and nested packages. So it gets a folder of its own, with
    the files that were read and a descriptor that holds the schemas.

    Parameters
    ----------
    files : mapping of str to bytes
        The file of each resource, by its path.
    descriptor, schemas : mapping
        The descriptor and the schema of each table, of known properties and types alone.
    """
    bare = {schema["name"]: _without_repeats(schema) for schema in schemas}
    resources = [
        {**entry, "schema": bare[entry["name"]]} if "schema" in entry else entry
        for entry in descriptor["resources"]
    ]
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield from _validated({**descriptor, "resources": resources}, folder)


def _validated(descriptor: dict[str, Any], folder: str) -> Iterator[Finding]:
    from frictionless import Package
    from frictionless.exception import FrictionlessException

    try:
        result = Package.from_descriptor(descriptor, basepath=folder).validate()
    except FrictionlessException as error:
        yield _finding(str(error.error.message))
        return
    for fault in result.errors:
        yield _finding(fault.message)
    for task in result.tasks:
        for message in (*(fault.message for fault in task.errors), *task.warnings):
            yield _finding(message, task.place)


def _without_repeats(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema without what the check ``keys`` covers, and frictionless in unbounded time.

    It would read a table again for each foreign key that leads to it, and its patterns may go back
    over a text for ever.
    """
    fields = [_without_pattern(field) for field in schema["fields"]]
    return {
        **{name: value for name, value in schema.items() if name != "foreignKeys"},
        "fields": fields,
    }


def _without_pattern(field: Mapping[str, Any]) -> dict[str, Any]:
    constraints = {n: v for n, v in field.get("constraints", {}).items() if n != "pattern"}
    rest = {name: value for name, value in field.items() if name != "constraints"}
    return rest | {"constraints": constraints} if constraints else rest


def _finding(message: str, file: str | None = DESCRIPTOR) -> Finding:
    return Finding("frictionless", message, file=file)
