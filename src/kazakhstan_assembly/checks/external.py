"""What the validators of others find: frictionless, and the profiles of Data Package 2.0."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

from kazakhstan_assembly.checks.evidence import Finding
from kazakhstan_assembly.io.datapackage import DESCRIPTOR


def profile_findings(
    descriptor: Mapping[str, Any], schemas: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    """Yield where descriptor and schemas do not fit the official profiles of Data Package 2.0."""
    import dplib
    from jsonschema import Draft7Validator

    folder = Path(dplib.__file__).parent / "profiles" / "2.0"
    of_schemas = [(f"schemas/{schema.get('name')}.json", schema) for schema in schemas]
    for name, found in [("datapackage", [(DESCRIPTOR, descriptor)]), ("tableschema", of_schemas)]:
        profile = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        validator = Draft7Validator(profile)
        for file, data in found:
            for error in validator.iter_errors(data):
                yield Finding("profile", error.message[:400], file=file)


def frictionless_findings(folder: Path) -> Iterator[Finding]:
    """Yield every error and warning of frictionless."""
    from frictionless import Package
    from frictionless.exception import FrictionlessException

    try:
        package = Package(str(folder / DESCRIPTOR))
        _read_references_once(package)
        report = package.validate()
    except FrictionlessException as error:
        yield _finding(str(error.error.message))
        return
    except Exception as error:  # what it does not foresee in a descriptor
        yield _finding(f"frictionless cannot read the package ({error!r})")
        return
    for fault in report.errors:
        yield _finding(fault.message)
    for task in report.tasks:
        for message in (*(fault.message for fault in task.errors), *task.warnings):
            yield _finding(message, task.place)


def _finding(message: str, file: str | None = DESCRIPTOR) -> Finding:
    return Finding("frictionless", message, file=file)


def _read_references_once(package: Any) -> None:
    """Let frictionless read a table once for all the foreign keys that lead to it.

    By itself it reads the table anew for each of them, which takes most of its time.
    """
    referenced: dict[str, set[str]] = defaultdict(set)
    for resource in package.resources:
        for key in resource.schema.foreign_keys if resource.schema else ():
            referenced[key["reference"]["resource"]].update(key["reference"]["fields"])
    get_resource = package.get_resource

    @cache
    def get(name: str) -> _Referenced:
        return _Referenced(get_resource(name), referenced[name])

    package.get_resource = get


class _Referenced(AbstractContextManager["_Referenced"]):
    """The columns of a table that foreign keys lead to, as frictionless read them."""

    schema = None

    def __init__(self, resource: Any, names: set[str]) -> None:
        copy = resource.to_copy()
        copy.schema.foreign_keys = []
        with copy:
            self.row_stream = [{name: row.get(name) for name in names} for row in copy.row_stream]

    def to_copy(self) -> _Referenced:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing is open."""
