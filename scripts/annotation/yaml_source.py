"""Reading the files of source/: the report, and YAML checked against its JSON Schema."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from annotation.problems import CurationError, Problem, did_you_mean
from kazakhstan_assembly.io.yaml_reader import Map, line_at, read_yaml_text


def read_text(path: Path, name: str) -> str:
    """Return the UTF-8 text of a file, or raise one clear sentence."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise _stop(name, "the file is missing; restore it from version control") from None
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise _stop(name, f"the file cannot be read: {reason}") from None
    except UnicodeDecodeError as error:
        raise _stop(
            name, f"byte {error.start} is not UTF-8; save the file with that encoding"
        ) from None


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


def read_yaml(root: Path, name: str, schema: str | None = None) -> Any:
    """Return a YAML file as maps, lists and text, checked against a schema of source/schemas."""
    text = read_text(root / name, name)
    found = read_yaml_text(text)
    problems = [Problem(name, fault.message, fault.line) for fault in found.faults]
    if schema is not None and not problems:
        path = root / "source" / "schemas" / schema
        problems = _schema_problems(found.data, path, name)
    if problems:
        raise CurationError(problems)
    return found.data


def _stop(name: str, message: str) -> CurationError:
    return CurationError([Problem(name, message)])


def _schema_problems(data: Any, schema_path: Path, name: str) -> list[Problem]:
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    errors: list[Any] = list(Draft202012Validator(schema).iter_errors(data))
    return [_schema_problem(_deepest(error), data, name) for error in errors]


def _deepest(error: Any) -> Any:
    """Return the most telling error of the alternative that comes nearest to what stands."""
    while error.context:
        alternatives: dict[Any, list[Any]] = {}
        for inner in error.context:
            alternatives.setdefault(inner.schema_path[0], []).append(inner)
        nearest = min(alternatives.values(), key=lambda inner: (_is_of_kind(inner), len(inner)))
        error = nearest[0]
    return error


def _is_of_kind(errors: list[Any]) -> bool:
    return any(error.validator == "type" and not error.path for error in errors)


def _schema_problem(error: Any, data: Any, name: str) -> Problem:
    where = ".".join(str(step) for step in error.absolute_path)
    return Problem(
        name,
        f"{where + ': ' if where else ''}{_sentence(error)}",
        line_at(data, error.absolute_path),
    )


_KINDS = {"string": "text", "object": "a mapping", "array": "a list"}


def _sentence(error: Any) -> str:
    """Return a violation of a schema in words that need no knowledge of JSON Schema."""
    found = "a mapping" if isinstance(error.instance, Map) else "a list"
    if isinstance(error.instance, str):
        found = f"“{error.instance}”"
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        unknown = [key for key in error.instance if key not in known]
        return f"unknown key {', '.join(unknown).rstrip('.')}.{did_you_mean(unknown[0], known)}"
    if error.validator == "required":
        lacking = [key for key in error.validator_value if key not in error.instance]
        return f"lacks the key {', '.join(lacking)}"
    if error.validator == "type":
        return f"is {found}, but must be {_KINDS.get(error.validator_value, 'another kind')}"
    if error.validator in {"minLength", "minItems", "minProperties"}:
        return "is empty; write something or take it out"
    if error.validator == "pattern":
        return f"{found} must have the form {error.validator_value}"
    if error.validator == "enum":
        hint = did_you_mean(str(error.instance), error.validator_value)
        return f"{found} must be one of {', '.join(error.validator_value)}.{hint}"
    return f"{found} does not have any of the forms that can stand here"
