"""Checking a YAML file of ``source/`` against its JSON Schema, in plain words.

The schemas stand in ``model/json_schemas``. The build and a validation use the same ones.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.io.yaml_reader import Fault, line_at

_PACKAGE = "kazakhstan_assembly.model"
_KINDS = {"string": "text", "object": "a mapping", "array": "a list"}


@cache
def json_schema(name: str) -> Mapping[str, Any]:
    """Return the JSON Schema of a kind of file.

    Parameters
    ----------
    name : str
        Such as ``"identifiers"``: a file of ``model/json_schemas`` without its ending.
    """
    path = files(_PACKAGE).joinpath("json_schemas", f"{name}.schema.json")
    schema: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def schema_faults(data: Any, schema: Mapping[str, Any]) -> list[Fault]:
    """Return what a JSON Schema finds wrong in the data of a file, each with its line.

    Parameters
    ----------
    data : Map, Seq or str
        What :func:`~kazakhstan_assembly.io.yaml_reader.read_yaml_text` returns.
    schema : mapping
        What :func:`json_schema` returns.
    """
    errors: list[Any] = list(Draft202012Validator(schema).iter_errors(data))
    return [_fault(_most_telling(error), data) for error in errors]


def _most_telling(error: Any) -> Any:
    """Return the error to show: of several alternatives, that of the one nearest to the data."""
    while error.context:  # the errors within the alternatives of a oneOf
        alternatives: dict[Any, list[Any]] = {}
        for inner in error.context:
            alternatives.setdefault(inner.schema_path[0], []).append(inner)
        error = min(alternatives.values(), key=_distance)[0]
    return error


def _distance(errors: list[Any]) -> tuple[bool, int]:
    """Return how far the data is from an alternative: first of all, of another kind."""
    return any(map(_is_of_other_kind, errors)), len(errors)


def _is_of_other_kind(error: Any) -> bool:
    """Return whether the data is no text, list or mapping where an alternative asks for one."""
    if error.path:
        return False  # something within the data is wrong, not the data itself
    is_word_due = error.validator in {"const", "enum"} and not isinstance(error.instance, str)
    return is_word_due or error.validator == "type"


def _fault(error: Any, data: Any) -> Fault:
    where = ".".join(str(step) for step in error.absolute_path)
    sentence = _sentence(error)
    message = f"{where}: {sentence}" if where else sentence
    return Fault(message, line_at(data, [*error.absolute_path, *_wrong_key(error)]))


def _wrong_key(error: Any) -> list[str]:
    """Return the key that the error is about; its path leads only to the mapping around it."""
    if error.validator == "additionalProperties":
        return _unknown_keys(error)[:1]
    return [error.instance] if "propertyNames" in error.absolute_schema_path else []


def _unknown_keys(error: Any) -> list[str]:
    return [key for key in error.instance if key not in error.schema.get("properties", {})]


def _sentence(error: Any) -> str:
    if error.validator == "additionalProperties":
        unknown = _unknown_keys(error)
        help_ = nearest(unknown[0], error.schema.get("properties", {}), "keys")
        return f"unknown key {', '.join(unknown)}. {help_}"
    if error.validator == "required":
        lacking = [key for key in error.validator_value if key not in error.instance]
        return f"lacks the key {', '.join(lacking)}"
    shown = _shown(error.instance)
    if error.validator == "type":
        return f"is {shown}, but must be {_KINDS.get(error.validator_value, 'another kind')}"
    if error.validator in {"minLength", "minItems", "minProperties"}:
        return "is empty; write something or remove it"
    if error.validator == "pattern":
        return f"{shown} must have the form {error.validator_value}"
    if error.validator == "enum":
        return f"{shown} must be one of {', '.join(error.validator_value)}"
    if error.validator == "const":
        return f"{shown} must be {error.validator_value}"
    return f"{shown} does not have any of the forms that are allowed here"


def _shown(instance: Any) -> str:
    if isinstance(instance, dict):
        return "a mapping"
    if isinstance(instance, list):
        return "a list"
    return f"“{instance}”" if isinstance(instance, str) else json.dumps(instance)
