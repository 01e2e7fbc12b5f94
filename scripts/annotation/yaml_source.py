"""Reading the files of source/: the report, and YAML checked against its JSON Schema."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotation.problems import CurationError, Problem
from kazakhstan_assembly.io.json_schemas import schema_faults
from kazakhstan_assembly.io.yaml_reader import read_yaml_text


def read_text(path: Path, name: str) -> str:
    """Return the UTF-8 text of a file, or raise one clear sentence."""
    try:
        if not path.is_file() and path.exists():  # opening a pipe would wait for ever
            raise _stop(name, "the path is not a file; put the file in its place")
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise _stop(name, "the file is missing; restore it from version control") from None
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise _stop(name, f"the file cannot be read: {reason}") from None
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8; save the file with that encoding"
        raise _stop(name, message) from None


def read_report(root: Path, sha256: str) -> str:
    """Return the report after checking that it is the pinned one, byte for byte."""
    name = "source/report.txt"
    text = read_text(root / name, name)
    found = hashlib.sha256(text.encode()).hexdigest()
    if found != sha256:
        raise _stop(
            name,
            f"the report was altered: its sha256 is {found}, source/package.yaml states {sha256}; "
            "restore the file from version control",
        )
    return text


def read_yaml(root: Path, name: str, schema: Mapping[str, Any]) -> Any:
    """Return a YAML file as maps, lists and text, checked against a JSON Schema."""
    return parse_yaml(read_text(root / name, name), name, schema)


def read_optional_yaml(root: Path, name: str, schema: Mapping[str, Any]) -> Any | None:
    """Return a YAML file as :func:`read_yaml` does, or None if there is none."""
    return read_yaml(root, name, schema) if (root / name).exists() else None


def parse_yaml(text: str, name: str, schema: Mapping[str, Any]) -> Any:
    """Return the data of a YAML text, checked against a JSON Schema; `name` is for messages."""
    found = read_yaml_text(text)
    faults = found.faults or schema_faults(found.data, schema)
    if faults:
        raise CurationError(Problem(name, fault.message, fault.line) for fault in faults)
    return found.data


def _stop(name: str, message: str) -> CurationError:
    return CurationError([Problem(name, message)])
