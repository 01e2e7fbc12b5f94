"""CSV files of a table: what is written is read back, and nothing else is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kazakhstan_assembly.errors import PackageError
from kazakhstan_assembly.io.csv import csv_bytes, csv_records, typed

KINDS = {
    "words": "string",
    "count": "integer",
    "share": "number",
    "known": "boolean",
    "day": "date",
}
SCHEMA: dict[str, Any] = {"fields": [{"name": n, "type": k} for n, k in KINDS.items()]}
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff" + TURNING
)
TEXTS = st.text(CHARACTERS | st.sampled_from("\t\n"), min_size=1)
RECORDS = st.fixed_dictionaries(
    {
        "words": st.none() | TEXTS,
        "count": st.none() | st.integers(0, 10**17),
        "share": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "known": st.none() | st.booleans(),
        "day": st.none() | st.dates(),
    }
)


@given(st.lists(RECORDS))
@example(
    [
        {
            "words": 'a "quoted", line\nbroken ',
            "count": 0,
            "share": 3.5,
            "known": False,
            "day": date.min,
        }
    ]
)
def test_what_is_written_as_csv_is_read_back(records: list[dict[str, Any]]) -> None:
    assert csv_records(csv_bytes(SCHEMA, records), SCHEMA) == records


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        *(("integer", cell) for cell in ["01", "+1", "-1", "1.0", "1e3", " 1", "1 ", "١", "1_0"]),
        *(("number", cell) for cell in ["3", "3.50", ".5", "1e3", "+1.5", " 1.5", "1_0.5", "x"]),
        *(("number", cell) for cell in ["nan", "inf", "-inf", "1e999", "Infinity"]),
        *(("boolean", cell) for cell in ["TRUE", "True", "1", "yes", " true"]),
        *(("date", cell) for cell in ["1995-3-1", "19950301", "1995-W09-3", "1995-03-01 "]),
    ],
)
def test_a_cell_that_is_written_otherwise_stays_text(kind: str, cell: str) -> None:
    assert typed(cell, kind) == cell


@given(st.text(), st.sampled_from(sorted(KINDS.values())))
def test_a_cell_is_its_type_or_its_text(cell: str, kind: str) -> None:
    value = typed(cell, kind)
    assert value == cell or (str(value) if value is not None else "").lower() == cell


@given(st.text(st.sampled_from('words,cntkhareday"\n '), max_size=60))
def test_what_is_no_table_is_refused(text: str) -> None:
    head = ",".join(KINDS)
    for data in (text, f"{head}\n{text}"):
        try:
            records = csv_records(data.encode(), SCHEMA)
        except PackageError:
            continue
        assert data.startswith(head)
        assert all(list(record) == list(KINDS) for record in records)
