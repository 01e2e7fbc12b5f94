"""Reading the source: YAML with every scalar as text, duplicate keys refused, lines remembered."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from curation.problems import CurationError, Problem, did_you_mean


class Map(dict[str, Any]):
    """A mapping that knows the line on which it starts."""

    line: int = 0


class Seq(list[Any]):
    """A sequence that knows the line on which it starts."""

    line: int = 0


def line_of(node: object, default: int | None = None) -> int | None:
    return node.line if isinstance(node, Map | Seq) else default


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
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise _stop(name, f"not valid YAML: {error.problem}", line) from None
    except yaml.reader.ReaderError as error:
        raise _stop(name, f"not valid YAML: {error.reason} at character {error.position}") from None
    problems: list[Problem] = []
    data = _convert(node, name, problems) if node is not None else Map()
    if schema is not None and not problems:
        problems += _schema_problems(data, root / "source" / "schemas" / schema, name)
    if problems:
        raise CurationError(problems)
    return data


def _stop(name: str, message: str, line: int | None = None) -> CurationError:
    return CurationError([Problem(name, message, line)])


def _convert(node: yaml.Node, name: str, problems: list[Problem]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        seq = Seq(_convert(item, name, problems) for item in node.value)
        seq.line = line
        return seq
    mapping = Map()
    mapping.line = line
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in mapping:
            place = key_node.start_mark.line + 1
            problems.append(
                Problem(name, f"the key {key} stands twice; keep one of the two", place)
            )
        mapping[key] = _convert(value_node, name, problems)
    return mapping


def _schema_problems(data: Any, schema_path: Path, name: str) -> list[Problem]:
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    errors: list[Any] = list(Draft202012Validator(schema).iter_errors(data))
    return [_schema_problem(_deepest(error), data, name) for error in errors]


def _deepest(error: Any) -> Any:
    """Return the most telling of the errors within an alternative that failed."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


def _schema_problem(error: Any, data: Any, name: str) -> Problem:
    line = line_of(data)
    node = data
    for step in error.absolute_path:
        node = node[step]
        line = line_of(node, line)
    message = error.message
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        unknown = [key for key in error.instance if key not in known]
        message = f"unknown key {', '.join(unknown).rstrip('.')}.{did_you_mean(unknown[0], known)}"
    where = ".".join(str(step) for step in error.absolute_path)
    return Problem(name, f"{where + ': ' if where else ''}{message}", line)
