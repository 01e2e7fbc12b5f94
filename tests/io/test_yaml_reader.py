"""Reading YAML: text alone, with lines, and nothing that grows, runs or hides."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kazakhstan_assembly.io.controls import visible
from kazakhstan_assembly.io.yaml_reader import Map, Seq, line_at, read_yaml_text

TEXT = """\
# a comment
rows: 1
items:
  - at: yes
    when: 1995-03-01
    words:
      - some 470
      -  12
      - ""
    none:
"""


def test_every_scalar_is_text() -> None:
    assert read_yaml_text(TEXT).data == {
        "rows": "1",
        "items": [
            {"at": "yes", "when": "1995-03-01", "words": ["some 470", "12", ""], "none": ""},
        ],
    }


def test_maps_and_lists_know_their_lines() -> None:
    data = read_yaml_text(TEXT).data
    assert isinstance(data, Map)
    assert (data.line, data.lines) == (2, {"rows": 2, "items": 3})
    items = data["items"]
    assert isinstance(items, Seq)
    assert (items.line, items.lines) == (4, [4])
    assert items[0].lines == {"at": 4, "when": 5, "words": 6, "none": 10}
    assert items[0]["words"].lines == [7, 8, 9]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ([], 2),
        (["items"], 3),
        (["items", 0, "words"], 6),
        (["items", 0, "words", 1], 8),
        (["items", 0, "at", "beyond"], 4),
    ],
)
def test_the_line_of_a_part(path: list[str | int], line: int) -> None:
    assert line_at(read_yaml_text(TEXT).data, path) == line


def test_text_alone_has_no_line() -> None:
    assert line_at(read_yaml_text("words").data, []) is None


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("rows: 4\nitems: []\nrows: 4\n", "the key rows occurs twice; keep one of the two", 3),
        ("a:\n- b: 1\n  'b': 2\n", "the key b occurs twice; keep one of the two", 3),
        ("a: &x 1\nb: *x\n", "*x is an alias; write out what it stands for", 2),
        ("a: &x [\n *x]\n", "*x is an alias; write out what it stands for", 2),
        ("a: 1\nb: !!python/name:os.system ''", "the tag tag:yaml.org,2002:python/name:os.sys", 2),
        ("a: !!binary QQ==", "the tag tag:yaml.org,2002:binary is not allowed; remove it", 1),
        ("a: ! 1", "the tag ! is not allowed; remove it", 1),
        ("? [a]\n: 1\n", "a list or a mapping cannot be a key", 1),
        ("a: 1\n---\nb: 2\n", "a second document starts here; a file may hold only one", 2),
        ("", "the file is empty", None),
        ("# a comment\n", "the file is empty", None),
        ("a: 1\nb: c: d\n", "not valid YAML: mapping values are not allowed", 2),
        ("a: 1\nb: \0\n", "not valid YAML: control characters are not allowed", 2),
        ("a: [1\n", "not valid YAML: did not find expected", 2),
        ("\n" + "[" * 33 + "]" * 33, "lists and mappings are nested more than 32 levels deep", 2),
        ("#" + "x" * 8 * 1024 * 1024, "the file is longer than 8388608 characters", None),
    ],
)
def test_what_is_not_read_is_a_sentence_with_its_line(
    text: str, message: str, line: int | None
) -> None:
    found = read_yaml_text(text)
    assert found.data is None
    assert len(found.faults) == 1
    assert found.faults[0].message.startswith(message)
    assert found.faults[0].line == line


def test_all_faults_of_a_text_are_named() -> None:
    found = read_yaml_text("a: &x 1\na: *x\nb: !y 2\nb: 3\n")
    assert [fault.line for fault in found.faults] == [2, 2, 3, 4]


def test_as_deep_as_the_bound_is_read() -> None:
    assert not read_yaml_text("[" * 32 + "]" * 32).faults


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        "{a: " * 1_000_000,
        "- " * 1_000_000,
        "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a,*a,*a,*a]\n" for n in range(1000)),
    ],
    ids=["lists", "mappings", "nested items", "aliases"],
)
def test_a_hostile_text_is_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    assert read_yaml_text(text).faults
    assert time.perf_counter() - start < 5


_WORDS = st.text(st.characters(codec="utf-8").filter(lambda c: visible(c) == c), max_size=8)
_DATA = st.recursive(
    _WORDS, lambda part: st.lists(part, max_size=3) | st.dictionaries(_WORDS, part, max_size=3)
)


@given(_DATA)
def test_what_yaml_writes_is_read_again(data: object) -> None:
    text = yaml.dump(data, allow_unicode=True, default_style='"', Dumper=_WithoutAliases)
    assert read_yaml_text(text).data == data


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_data_or_a_fault(text: str) -> None:
    found = read_yaml_text(text)
    assert (found.data is None) == bool(found.faults)
