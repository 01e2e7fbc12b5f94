"""Reading the files of source/: the report, and YAML checked against its JSON Schema."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotation.source_findings import Reading, source_error, source_finding, value_of
from kazakhstan_assembly.io.json_schemas import schema_faults
from kazakhstan_assembly.io.yaml_reader import read_yaml_text


def read_text(path: Path, name: str) -> str:
    """Return the UTF-8 text of a file, or raise SourceError; `name` is for the message."""
    return value_of(text_reading(path, name))


def read_report(root: Path, sha256: str) -> str:
    """Return the report after checking that it is the pinned one, byte for byte."""
    name = "source/report.txt"
    text = read_text(root / name, name)
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != sha256:
        message = (
            f"the report was altered: its sha256 is {found}, source/package.yaml states {sha256}; "
            "restore the file from version control"
        )
        raise source_error(name, message)
    return text


def read_yaml(root: Path, name: str, schema: Mapping[str, Any]) -> Any:
    """Return a YAML file as maps, lists and text, checked against a JSON Schema.

    Raises
    ------
    SourceError
        If the file cannot be read, or is not what the schema asks for.
    """
    return value_of(yaml_reading(root, name, schema))


def read_optional_yaml(root: Path, name: str, schema: Mapping[str, Any]) -> Any | None:
    """Return a YAML file as :func:`read_yaml` does, or None if there is none."""
    return read_yaml(root, name, schema) if (root / name).exists() else None


def text_reading(path: Path, name: str) -> Reading[str]:
    """Return the UTF-8 text of a file, with what is wrong with the file."""
    try:
        if not path.is_file() and path.exists():
            # Opening a pipe would wait for ever.
            message = "the path is not a file; put the file in its place"
        else:
            return Reading(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        message = "the file is missing; restore it from version control"
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or 'unreadable'}"
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8"
    return Reading("", [source_finding(name, message)])


def yaml_reading(root: Path, name: str, schema: Mapping[str, Any]) -> Reading[Any]:
    """Return what :func:`read_yaml` returns, or None with every mistake in the file."""
    text = text_reading(root / name, name)
    if text.findings:
        return Reading(None, text.findings)
    yaml = read_yaml_text(text.value)
    faults = yaml.faults or schema_faults(yaml.data, schema)
    findings = [source_finding(name, fault.message, fault.line) for fault in faults]
    return Reading(None if findings else yaml.data, findings)
