"""load_table and related functions, as a researcher uses them."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import accumulate, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

import kazakhstan_assembly as ka
from conftest import ROOT, TEXT
from kazakhstan_assembly.datapackage import INSTALLED

BOUNDS = [
    "unqualified",
    "exactly",
    "approximately",
    "at_most",
    "less_than",
    "more_than",
    "at_least",
    "range",
]
DTYPES = {
    "integer": "Int64",
    "boolean": "boolean",
    "date": "datetime64[ms]",
    "string": TEXT,
}
LIBRARIES = {"frictionless", "jsonschema", "pandas", "pyarrow", "rich", "typer", "yaml"}
ACCUMULATIONS = ("cumsum", "cumprod", "cummax", "cummin")


@pytest.mark.parametrize("name", ka.list_tables())
def test_columns_and_types_are_those_of_the_schema(name: ka.TableName) -> None:
    frame = ka.load_table(name)
    fields = ka.table_schema(name)["fields"]
    assert frame.columns.tolist() == [field["name"] for field in fields]
    for field in fields:
        expected = "category" if "vocabulary" in field else DTYPES[field["type"]]
        assert str(frame[field["name"]].dtype) == expected
    assert frame.index.equals(pd.RangeIndex(len(frame)))


def test_categories_are_the_whole_vocabulary_in_its_order() -> None:
    bound = ka.load_table("numbers")["bound"]
    assert bound.cat.categories.tolist() == BOUNDS


def test_attrs_carry_title_licence_and_citation() -> None:
    attrs = ka.load_table("sessions").attrs
    assert attrs["title"] == ka.table_schema("sessions")["title"]
    assert attrs["license"] == "CC0-1.0"
    assert attrs["version"] == ka.__version__
    assert ka.__version__ in attrs["citation"]
    assert attrs["description"].startswith("One row per session")


def spoil(frame: pd.DataFrame) -> None:
    """Change a frame in every way that pandas offers, those around copy-on-write included."""
    for column in list(frame.columns):
        for target in (frame[column].array, frame[column].values, frame[column].to_numpy()):
            with contextlib.suppress(ValueError, TypeError):
                target[0] = target[1]
        frame.loc[frame.index[0], column] = frame[column].iloc[1]
        frame[column] = frame[column].shift(1)
    frame.sort_values(frame.columns[0], ascending=False, inplace=True)
    frame.attrs["title"] = "changed"
    frame.columns.name = "changed"
    frame.index.name = "changed"
    del frame[frame.columns[0]]


@pytest.mark.parametrize("backend", [None, "numpy_nullable", "pyarrow"])
@pytest.mark.parametrize("name", ["sessions", "numbers", "events", "media"])
def test_frames_share_no_state(name: ka.TableName, backend: ka.DtypeBackend | None) -> None:
    original = ka.load_table(name, dtype_backend=backend).copy(deep=True)
    spoil(ka.load_table(name, dtype_backend=backend))
    again = ka.load_table(name, dtype_backend=backend)
    pd.testing.assert_frame_equal(again, original)
    assert again.attrs["title"] != "changed"
    assert (again.columns.name, again.index.name) == (None, None)


def test_frames_of_chosen_columns_share_no_state() -> None:
    original = ka.load_table("numbers").copy(deep=True)
    spoil(ka.load_table("numbers", columns=["value", "bound", "value_text"]))
    spoil(ka.load_table("numbers", words=False))
    pd.testing.assert_frame_equal(ka.load_table("numbers"), original)


@pytest.mark.parametrize("backend", [None, "numpy_nullable"])
@pytest.mark.parametrize("name", ka.list_tables())
def test_numbers_accumulate(name: ka.TableName, backend: ka.DtypeBackend | None) -> None:
    frame = ka.load_table(name, dtype_backend=backend)
    numeric = frame.select_dtypes(["number", "boolean"])
    for column, method in product(numeric.columns, ACCUMULATIONS):
        getattr(frame[column], method)()
    numeric.cumsum()
    again = ka.load_table(name, dtype_backend=backend)
    pd.testing.assert_frame_equal(again, frame)


def test_accumulated_numbers_are_right() -> None:
    values = ka.load_table("numbers")["value"]
    totals = list(accumulate(0 if pd.isna(value) else int(value) for value in values))
    assert values.fillna(0).cumsum().tolist() == totals


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of pandas 3.1; it works all the same
@pytest.mark.filterwarnings("error")
def test_a_frame_is_changed_in_place_without_a_warning() -> None:
    for frame in (
        ka.load_table("numbers"),
        ka.load_table("numbers", words=False),
        ka.load_table("numbers", columns=["value", "bound", "aggregate"]),
    ):
        frame.loc[0, "value"] = 7
        frame.loc[frame["value"] > 100, "value"] = 0
        frame["doubled"] = frame["value"] * 2
        frame.iloc[0] = frame.iloc[1]
        frame.at[0, "bound"] = "range"
        frame.drop(columns="doubled", inplace=True)
        frame.rename(columns={"value": "amount"}, inplace=True)
    assert ka.load_table("numbers")["value"].max() > 100


def test_columns_may_be_any_iterable() -> None:
    wanted = ["value", "bound"]
    for columns in ((name for name in wanted), map(str, wanted), dict.fromkeys(wanted)):
        frame = INSTALLED.load_table("numbers", columns=columns)  # type: ignore[arg-type]
        assert frame.columns.tolist() == wanted
    assert (
        INSTALLED.load_table("numbers", columns=list(pd.Index(wanted))).columns.tolist() == wanted
    )


@pytest.mark.parametrize("call", [INSTALLED.load_table, INSTALLED.load_arrow])
@pytest.mark.parametrize("name", [["sessions"], {}, None, 3, {"sessions": 1}])
def test_a_name_that_is_no_text_is_no_table(call: Callable[[Any], object], name: Any) -> None:
    with pytest.raises(ka.UnknownTableError, match=r"The name of a table is text|no table"):
        call(name)


def test_schemas_share_no_state() -> None:
    ka.table_schema("media")["fields"].clear()
    assert ka.table_schema("media")["fields"]


def test_columns_come_in_the_order_asked_for() -> None:
    frame = ka.load_table("numbers", columns=["value", "number_id"])
    assert frame.columns.tolist() == ["value", "number_id"]
    assert frame.attrs["title"] == ka.table_schema("numbers")["title"]
    assert ka.load_table("numbers", columns=[]).shape == (16, 0)


def test_a_mistyped_column_is_answered_with_the_nearest() -> None:
    with pytest.raises(ka.UnknownColumnError, match=r"no column “valeu”\. Did you mean “value”"):
        INSTALLED.load_table("numbers", columns=["valeu"])
    with pytest.raises(ka.RequestError, match=r"write columns=\['value'\]"):
        INSTALLED.load_table("numbers", columns="value")


@pytest.mark.parametrize("name", ka.list_tables())
def test_dtype_backends_are_those_of_pandas(name: ka.TableName) -> None:
    plain = ka.load_table(name)
    nullable = ka.load_table(name, dtype_backend="numpy_nullable")
    arrow = ka.load_table(name, dtype_backend="pyarrow")
    for column in plain.columns:
        if str(plain[column].dtype) == TEXT:
            assert str(nullable[column].dtype) == "string"
        else:
            assert nullable[column].dtype == plain[column].dtype
        assert isinstance(arrow[column].dtype, pd.ArrowDtype)
        as_objects = plain[column].astype(object).where(plain[column].notna(), None)
        other = arrow[column].astype(object).where(arrow[column].notna(), None)
        if str(plain[column].dtype) == "datetime64[ms]":
            as_objects = as_objects.map(lambda day: day.date() if day is not None else None)
        assert as_objects.tolist() == other.tolist()


def test_an_unknown_dtype_backend_is_refused() -> None:
    with pytest.raises(ValueError, match="not “numpy”"):
        INSTALLED.load_table("media", dtype_backend="numpy")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ka.list_tables())
def test_load_arrow_is_the_parquet_file(name: ka.TableName) -> None:
    table, path = ka.load_arrow(name), ROOT / f"data/parquet/{name}.parquet"
    published = pq.read_table(path)
    assert table.equals(published)
    said = dict(table.schema.metadata or {})
    assert json.loads(said.pop(b"table_schema")) == ka.table_schema(name)
    described = table.schema.with_metadata(said)
    assert described.equals(published.schema, check_metadata=True)
    assert pl.from_arrow(table).shape == table.shape


def test_load_arrow_does_not_import_pandas() -> None:
    code = "import sys, kazakhstan_assembly as ka; ka.load_arrow('media'); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pandas" not in found.stdout.split()


def test_many_threads_load_the_same() -> None:
    code = """if True:
        import threading, kazakhstan_assembly as ka
        frames, start = [], threading.Barrier(16)
        def load():
            start.wait()
            frames.append((ka.load_table("claims"), ka.find("Assembly"), ka.validate is not None))
        threads = [threading.Thread(target=load) for _ in range(16)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        assert len(frames) == 16
        assert all(f.equals(frames[0][0]) and g.equals(frames[0][1]) for f, g, _ in frames)
        print("equal")
    """
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert found.stdout == "equal\n", found.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes can fork")
def test_a_forked_process_loads_too() -> None:
    code = """if True:
        import multiprocessing, kazakhstan_assembly as ka
        def rows(name):
            return len(ka.load_table(name))
        ka.load_table("sessions")
        with multiprocessing.get_context("fork").Pool(4) as pool:
            print(sum(pool.map(rows, ka.list_tables())))
    """
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, timeout=60
    )
    assert int(found.stdout) == sum(len(frame) for frame in ka.load_tables().values())


def test_nothing_reaches_for_the_network() -> None:
    code = """if True:
        import socket
        def refuse(*_, **__): raise RuntimeError("a socket was opened")
        socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
        import kazakhstan_assembly as ka
        ka.load_tables(); ka.find("Kofi"); ka.trace("sessions", "session-01"); ka.cite("cff")
        print(ka.validate().valid)
    """
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert found.stdout == "True\n", found.stderr


@pytest.mark.parametrize(
    "call",
    [
        INSTALLED.load_table,
        INSTALLED.load_arrow,
        INSTALLED.describe_table,
        INSTALLED.table_schema,
    ],
)
def test_a_mistyped_table_is_answered_with_the_nearest(call: Callable[[str], object]) -> None:
    with pytest.raises(ka.UnknownTableError, match=r"no table “sesions”\. Did you mean “sessions”"):
        call("sesions")


@pytest.mark.parametrize("name", ["", "../report", "report", "datapackage.json"])
def test_what_is_no_table_is_refused(name: str) -> None:
    with pytest.raises(ka.UnknownTableError, match="There is no table"):
        INSTALLED.load_table(name)


def test_all_tables_load_in_order() -> None:
    tables = ka.load_tables()
    assert list(tables) == ka.list_tables()
    assert tables["sessions"].equals(ka.load_table("sessions"))


def test_tables_list_themselves_at_the_prompt() -> None:
    tables = ka.load_tables()
    lines = repr(tables).splitlines()
    assert lines[0].split() == ["table", "rows", "group", "title"]
    assert lines[1].split()[:4] == ["sessions", "10", "facts", "The"]
    assert len(lines) == 1 + len(tables)
    assert max(map(len, lines)) < 80
    page = ElementTree.fromstring(tables._repr_html_())  # type: ignore[attr-defined]
    assert len(page) == 1 + len(tables)


def test_tables_are_a_dict_and_go_through_pickle() -> None:
    tables = ka.load_tables(group="text")
    assert isinstance(tables, dict)
    again = pickle.loads(pickle.dumps(tables))
    assert repr(again) == repr(tables)
    assert again["voices"].equals(tables["voices"])
    del tables["voices"]
    assert "voices" not in repr(tables)


def test_loading_and_tracing_import_what_they_need_alone() -> None:
    def imported(call: str) -> set[str]:
        code = f"import sys, kazakhstan_assembly as ka; {call}; print(*sys.modules)"
        command = [sys.executable, "-c", code]
        found = subprocess.run(command, capture_output=True, text=True, check=True)
        return set(found.stdout.split())

    others = {"rich", "yaml", "typer", "frictionless", "jsonschema"}
    assert not others & imported("ka.load_table('sessions')")
    assert not others & imported("ka.find('Kofi')")
    assert not {*others, "pandas"} & imported("ka.trace('sessions', 'session-01')")
    assert not {*others, "pandas", "pyarrow"} & imported("ka.cite('bibtex')")


def test_describe_table_says_first_what_columns_mean() -> None:
    described = ka.describe_table("numbers")
    assert described.columns[:3].tolist() == ["description", "part", "dtype"]
    assert described.loc[["number_id", "value", "value_text", "voice_id"], "part"].tolist() == [
        *("key", "value", "words", "source"),
    ]


def test_describe_table() -> None:
    described = ka.describe_table("numbers")
    assert described.index.tolist() == ka.load_table("numbers").columns.tolist()
    value = described.loc["value"]
    assert (value["dtype"], value["kind"], value["rule"]) == ("Int64", "derived", "number")
    assert value["inputs"] == "value_text"
    assert described.loc["aggregate", "nulls"] == 15
    assert described.loc["aggregate", "nulls_by_reason"] == "not_stated 15"
    assert described.loc["bound", "vocabulary"] == "bound"
    assert described["vocabulary"].isna()["number_id"]


def test_nulls_by_reason_add_up() -> None:
    for name in ka.list_tables():
        described = ka.describe_table(name)
        for nulls, reasons in zip(described["nulls"], described["nulls_by_reason"], strict=True):
            if ka.table_schema(name)["role"] in {"fact", "entity"}:
                counted = re.findall(r"\d+", reasons) if isinstance(reasons, str) else []
                assert sum(map(int, counted)) == nulls


def test_describe_vocabulary() -> None:
    described = ka.describe_vocabulary("bound")
    assert described.index.tolist() == BOUNDS
    assert described.columns.tolist() == ["label", "definition", "triggers", "inverse_triggers"]
    with pytest.raises(ka.UnknownVocabularyError, match="Did you mean “bound”"):
        INSTALLED.describe_vocabulary("bounds")


def test_read_report_is_the_report_to_the_character() -> None:
    report = ka.read_report()
    assert report.startswith("The 10th anniversary")
    assert report.endswith("democratic institutions.")
    assert report.count("\u00a0") == 2


@pytest.mark.parametrize(
    ("call", "needed"),
    [
        ("list_tables()", set()),
        ("table_schema('media')", set()),
        ("read_report()", set()),
        ("read(open_browser=False)", set()),
        ("cite('apa')", set()),
        ("cite('bibtex', of='report')", set()),
        ("cite('cff')", set()),
        ("load_arrow('media')", {"pyarrow"}),
        ("trace('sessions', 'session-06')", {"pyarrow"}),
        ("load_table('sessions')", {"pandas", "pyarrow"}),
        ("load_tables()", {"pandas", "pyarrow"}),
        ("find('Kofi Annan')", {"pandas", "pyarrow"}),
        ("describe_table('media')", {"pandas", "pyarrow"}),
        ("describe_vocabulary('bound')", {"pandas", "pyarrow"}),
    ],
)
def test_a_call_imports_what_it_needs_and_nothing_else(call: str, needed: set[str]) -> None:
    code = f"import sys, kazakhstan_assembly as ka; ka.{call}; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = {name.partition(".")[0] for name in found.stdout.split()}
    assert imported & LIBRARIES == needed


def test_a_trace_is_a_frame_and_shows_itself_in_a_notebook() -> None:
    found = ka.trace("numbers", "number-07899", "value")
    frame = found.to_frame()
    assert frame["column"].tolist() == ["value", "value_text"]
    assert frame["value"].tolist() == ["80000", "more than 80,000"]
    assert frame["rule"].tolist()[0] == "number"
    for start, end, quote in frame[["char_start", "char_end", "quote"]].itertuples(index=False):
        assert ka.read_report()[start:end] == quote
    page = ElementTree.fromstring(found._repr_html_().replace("<br>", "<br/>"))
    assert [mark.text for mark in page.iter("mark")] == ["more than 80,000"]
    assert [head.text for head in page.iter("th")] == ["value", "value_text"]
    sentences = ka.load_table("sentences").set_index("sentence_id")["text"]
    assert (
        "".join(list(page)[-1 - len(found.notes)].itertext())
        == f"sentence-45 {sentences['sentence-45']}"
    )


def test_what_is_found_is_ranked() -> None:
    found = ka.find("national schools")
    is_side_by_side = ["national schools" in text.casefold() for text in found["text"]]
    assert is_side_by_side == sorted(is_side_by_side, reverse=True)
    assert not all(is_side_by_side)
    first = list(found.loc[0, ["table", "column", "text"]])
    assert first == ["numbers", "counted_text", "national schools"]
    equal = ka.find("Thus it has been demonstrated")  # its sentence, and a cell with more
    assert equal["table"].tolist() == ["claims", "sentences", "policy_results"]
    assert ka.find("zebra").empty


def test_works_from_any_folder(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("{}")
    code = "import kazakhstan_assembly as ka; print(len(ka.load_table('sessions')))"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONSAFEPATH": "1"},
    )
    assert found.stdout.strip() == "10"


def test_public_names_are_all_there() -> None:
    for name in ka.__all__:
        assert getattr(ka, name) is not None
    assert set(ka.__all__) <= set(dir(ka))
    with pytest.raises(AttributeError, match="no attribute 'load_tabel'"):
        getattr(ka, "load_tabel")  # noqa: B009
