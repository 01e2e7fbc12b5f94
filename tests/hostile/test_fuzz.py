"""Packages that are broken at random: whatever is in them, a validation answers.

``FUZZ_EXAMPLES=5000 pytest tests/hostile/test_fuzz.py`` looks for longer.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kazakhstan_assembly as ka
from kazakhstan_assembly.checks.registry import CHECK_NAMES
from kazakhstan_assembly.errors import KazakhstanAssemblyError
from mutation.files import copy_package, refresh

pytestmark = pytest.mark.slow  # each example takes a validation

CHECKS = [name for name in CHECK_NAMES if name not in ("frictionless", "profile")]
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "50"))
JSON_FILES = ["datapackage.json", "schemas/sessions.json", "schemas/relations.json"]
JSON_FILES += [f"schemas/{name}.json" for name in ("evidence", "sentences", "vocabularies")]
TEXT_FILES = [f"source/{name}.yaml" for name in ("vocabularies", "mentions", "labels")]
TEXT_FILES += ["source/editorial_notes.yaml", "source/identifiers.yaml", "source/report.txt"]
TEXT_FILES += [f"data/csv/{name}.csv" for name in ("sessions", "evidence", "claims", "mentions")]
BINARY_FILES = [f"data/parquet/{name}.parquet" for name in ("sessions", "claims")]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "..", "/etc/passwd", "{ordinal:9}", "(a+)+", "session-01", "…", "true"])
    | st.text(max_size=20)
)
VALUES = st.recursive(
    SCALARS,
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3)
    ),
    max_leaves=6,
)
PIECES = st.sampled_from(
    ["", "\n", ",", '"', "…", ": ", "- ", "&a ", "*a", "{", "]", "\t", "“", "é"]
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, Callable[[Path], None]]:
    """Draw a file and how it is broken."""
    kind = draw(st.sampled_from(["json", "text", "binary"]))
    if kind == "json":
        name, value = draw(st.sampled_from(JSON_FILES)), draw(VALUES)
        steps = draw(st.lists(st.integers(0, 60), min_size=1, max_size=5))
        is_taken_out = draw(st.booleans())
        return f"{name} {steps} {value!r}", lambda path: edit_json(
            path / name, steps, value, is_taken_out
        )
    if kind == "text":
        name, piece = draw(st.sampled_from(TEXT_FILES)), draw(PIECES | st.text(max_size=6))
        place, length = draw(st.floats(0, 1)), draw(st.integers(0, 40))
        return f"{name} {place} {length} {piece!r}", lambda path: edit_text(
            path / name, place, length, piece
        )
    name, place = draw(st.sampled_from(BINARY_FILES)), draw(st.floats(0, 1))
    data = draw(st.binary(min_size=1, max_size=8))
    return f"{name} {place} {data!r}", lambda path: edit_bytes(path / name, place, data)


def edit_json(path: Path, steps: list[int], value: Any, is_taken_out: bool) -> None:
    """Follow the steps into the data as far as they lead, and change what is there."""
    data = json.loads(path.read_text("utf-8"))
    part: Any = [data]
    key: Any = 0
    for step in steps:
        inner: Any = part[key]
        if not isinstance(inner, dict | list) or not inner:
            break
        part = inner
        key = list(inner)[step % len(inner)] if isinstance(inner, dict) else step % len(inner)
    if is_taken_out and part != [data]:
        del part[key]
    else:
        part[key] = value
    path.write_text(json.dumps(data), encoding="utf-8")


def edit_text(path: Path, place: float, length: int, piece: str) -> None:
    text = path.read_text("utf-8")
    start = int(place * len(text))
    path.write_bytes((text[:start] + piece + text[start + length :]).encode(errors="replace"))


def edit_bytes(path: Path, place: float, new: bytes) -> None:
    data = path.read_bytes()
    start = int(place * (len(data) - len(new)))
    path.write_bytes(data[:start] + new + data[start + len(new) :])


@pytest.fixture(scope="module")
def sound() -> Any:
    with tempfile.TemporaryDirectory() as name:
        copy_package(Path(name))
        yield Path(name)


@given(broken=st.lists(edits(), min_size=1, max_size=2), is_fresh=st.booleans())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_a_package_holds_a_validation_answers(
    sound: Path, broken: list[tuple[str, Callable[[Path], None]]], is_fresh: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "package"
        shutil.copytree(sound, folder)
        for _, edit in broken:
            edit(folder)
        # Some descriptors are too broken for fresh hashes.
        with contextlib.suppress(AttributeError, LookupError, OSError, TypeError, ValueError):
            if is_fresh:
                refresh(folder)
        result = ka.validate(folder, only=CHECKS)
        assert result.ran or result.findings
        for ask in (ka.diff, lambda path: ka.open_package(path).load_tables()):
            with contextlib.suppress(KazakhstanAssemblyError):
                ask(folder)
