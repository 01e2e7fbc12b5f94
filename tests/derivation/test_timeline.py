"""The timeline: one row for each date of any table, as the tables have it, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

import kazakhstan_assembly as ka
from conftest import table
from kazakhstan_assembly.model.tables import FACT_ROLES

TABLES = ka.load_tables()


def dates() -> Iterator[tuple[str, str, str, Any]]:
    """Yield table, row, prefix and date of every date that the tables of facts hold."""
    for name, frame in TABLES.items():
        schema = ka.open_package("installed").schema(name)
        if schema["role"] in FACT_ROLES:
            for field in schema["fields"]:
                if field.get("rule") == "date_edtf":
                    dated = frame[frame[field["name"]].notna()].set_index(frame.columns[0])
                    for row, value in dated[field["name"]].items():
                        yield name, str(row), field["name"].removesuffix("_edtf"), value


def test_every_date_of_every_table_has_one_row() -> None:
    columns = ["table_name", "row_id", "dated_by", "date_edtf"]
    found = table("timeline")[columns].itertuples(index=False, name=None)
    assert sorted(found) == sorted(dates())


def test_the_columns_are_those_of_the_dated_row() -> None:
    for row in table("timeline").to_dict("records"):
        frame = TABLES[row["table_name"]]
        own = frame[frame.iloc[:, 0] == row["row_id"]].iloc[0]
        prefix = row["dated_by"]
        for part in ("text", "edtf", "start", "end", "precision", "qualifier", "end_status"):
            cell, told = own[f"{prefix}_{part}"], row[f"date_{part}"]
            assert (pd.isna(cell) and pd.isna(told)) or cell == told
        assert own["sentence_id"] == row["sentence_id"]


def test_rows_stand_in_the_order_of_time_and_without_a_start_last() -> None:
    starts = table("timeline")["date_start"]
    assert starts.dropna().is_monotonic_increasing
    assert starts.isna().tolist() == sorted(starts.isna())
    assert starts.isna().any()


def test_an_entity_has_its_label_and_kind() -> None:
    entities = table("entities").set_index("entity_id")
    for row in table("timeline").dropna(subset="entity_id").to_dict("records"):
        assert row["entity_id"] == row["row_id"]
        assert (row["label"], row["kind"]) == tuple(entities.loc[row["row_id"], ["label", "kind"]])
