"""validate(): a sound package passes, and no fault in a file escapes it or breaks it."""

from __future__ import annotations

import json
import random
import re
import shutil
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package

import kazakhstan_assembly as ka
from cli.running import piped
from conftest import set_cell
from kazakhstan_assembly.checks import validation
from kazakhstan_assembly.checks.findings import display
from kazakhstan_assembly.checks.registry import CHECK_NAMES
from kazakhstan_assembly.io.storage import INSTALLED, MOST_BYTES
from mutation.consistent_operators import consistent_mutants
from mutation.files import copy_package, refresh
from mutation.trial import base, try_mutant

# What others say, and a comparison that sees every change.
NOT_OF_CELLS = ("frictionless", "profile", "release")
FAST = [name for name in CHECK_NAMES if name not in NOT_OF_CELLS]


def test_the_package_is_valid_by_every_check() -> None:
    report = ka.validate()
    assert report.findings == []
    assert report.valid
    assert report.checks == dict.fromkeys(CHECK_NAMES, "passed")


def test_no_check_is_no_validity(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "profile_folder", lambda: None)
    report = ka.validate(package, only=["profile"])
    assert (report.findings, report.ran, report.valid) == ([], [], False)
    assert report.checks == {"profile": "not run: it needs dplib-py"}
    with pytest.raises(ka.ValidationError, match="names no check"):
        ka.validate(package, only=[])


def test_the_published_package_needs_no_facts(package: Path) -> None:
    report = ka.validate(package)
    assert report.valid, report.findings
    assert set(report.checks.values()) == {"passed"}
    assert ka.validate(package / "datapackage.json", only=["pin"]).checks == {"pin": "passed"}


def test_a_finding_says_where_and_what(package: Path) -> None:
    set_cell(package / "data/csv/numbers.csv", "number-01788", "value", "471")
    refresh(package)
    report = ka.validate(package, only=FAST)
    frame = report.to_frame()
    wrong = frame[frame["check"] == "derivation"].iloc[0]
    assert (wrong["table"], wrong["row"], wrong["column"]) == ("numbers", "number-01788", "value")
    assert wrong["message"] == "the cell is 471, but the rule number gives 470"
    assert wrong["file"] == "data/csv/numbers.csv"
    assert wrong["context"] == (
        "…se serving as an umbrella for [some 470] ethnic and cultural centers.…"
    )
    data = json.loads(report.to_json())
    assert data["valid"] is False
    assert data["checks"]["derivation"] == "failed"
    assert len(data["findings"]) == len(frame)


def test_an_altered_file_hides_nothing_that_the_checks_see(package: Path) -> None:
    set_cell(package / "data/csv/numbers.csv", "number-01788", "value", "471")
    report = ka.validate(package, only=FAST)
    assert {"files", "same", "derivation"} == {finding.check for finding in report.findings}
    assert "not run" not in "".join(report.checks.values())


def test_messages_tell_cells_as_files_have_them() -> None:
    cells = (None, True, date(1995, 3, 1), "1995-03", 7)
    assert [display(cell) for cell in cells] == ["null", "true", "1995-03-01", "'1995-03'", "7"]


def altered(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("check", "file", "old", "new"),
    [
        ("pin", "source/report.txt", "by 44 TV companies", "by 45 TV companies"),
        ("profile", "datapackage.json", '"mediatype": "text/csv"', '"mediatype": "csv"'),
        ("frictionless", "data/csv/numbers.csv", ",at_most,", ",at_best,"),
        ("declarations", "schemas/claims.json", '"kind": "judged"', '"kind": "written"'),
        ("declarations", "schemas/numbers.json", '"kind": "coded"', '"kind": "written"'),
        ("declarations", "schemas/claims.json", '    "hedge_text",\n', '    "hedges",\n'),
        ("declarations", "schemas/claims.json", '    "hedge_text",\n', ""),
    ],
)
def test_what_others_say_and_what_schemas_hold_can_fail(
    package: Path, check: str, file: str, old: str, new: str
) -> None:
    altered(package / file, old, new)
    if file != "datapackage.json":
        refresh(package)
    assert ka.validate(package, only=[check]).checks == {check: "failed"}


def test_what_is_no_package_or_check_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ka.RequestError, match="There is no data package at"):
        ka.validate(tmp_path)
    with pytest.raises(ka.UnknownCheckError, match="no check “exactnes”"):
        ka.validate(only=["exactnes"])


Damage = Callable[[bytes], bytes]
FAULTS: dict[str, Damage] = {
    "truncated": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "doubled": lambda data: data + data,
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "CR LF": lambda data: data.replace(b"\n", b"\r\n"),
    "lone CR": lambda data: data.replace(b"\n", b"\r"),
    "NUL": lambda data: data.replace(b",", b"\0", 1),
    "latin-1": lambda data: data.decode().encode("latin-1", errors="replace"),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "a huge cell": lambda data: data + b"x" * 5_000_000 + b"\n",
    "no header": lambda data: data.split(b"\n", 1)[1],
    "no newline at the end": lambda data: data.rstrip(b"\n"),
    "a column more": lambda data: data.replace(b"\n", b",x\n"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    "fresh",
    [
        # A stale hash gives every fault away, whatever it is.
        pytest.param(False, id="stale hashes", marks=pytest.mark.slow),
        pytest.param(True, id="fresh hashes"),
    ],
)
def test_a_broken_csv_is_found(package: Path, fault: str, fresh: bool) -> None:
    path = package / "data/csv/voices.csv"
    path.write_bytes(FAULTS[fault](path.read_bytes()))
    if fresh:
        refresh(package)
    report = ka.validate(package, only=FAST)
    same_cells = fresh and fault == "no newline at the end"
    assert report.valid == same_cells
    if not same_cells:
        assert any("voices" in f"{f.file} {f.table}" for f in report.findings)


OF_TEXT = ("truncated", "empty", "doubled", "byte order mark", "CR LF", "lone CR", "NUL", "UTF-16")
TEXTS = (
    "datapackage.json",
    "schemas/sentences.json",
    "source/identifiers.yaml",
    "source/editorial_notes.yaml",
    "source/mentions.yaml",
    "source/vocabularies.yaml",
    "source/report.txt",
)


@pytest.mark.slow
@pytest.mark.parametrize("fault", [*OF_TEXT, "latin-1", "a list", "a number", "missing"])
@pytest.mark.parametrize("file", TEXTS)
def test_a_broken_text_is_found_and_named(package: Path, file: str, fault: str) -> None:
    path = package / file
    data = path.read_bytes()
    other: dict[str, Damage] = {
        "latin-1": lambda data: data.replace(b"\n", b" \xe9\n", 1),
        "a list": lambda data: b"[]\n",
        "a number": lambda data: b"7\n",
    }
    if fault == "missing" and file == "datapackage.json":
        path.write_text("")  # without one there is no package to validate
    elif fault == "missing":
        path.unlink()
    else:
        path.write_bytes((other | FAULTS if fault not in other else other)[fault](data))
    if file == "source/report.txt" and fault != "missing":
        refresh(package)
    report = ka.validate(package, only=["files", "pin", "written", "partition", "coverage"])
    assert not report.valid
    named = " ".join(f"{finding.file} {finding.table}" for finding in report.findings)
    assert Path(file).stem in named or "schemas" in named or "sentences" in named


@pytest.mark.parametrize("fault", ["truncated", "empty", "doubled", "missing", "swapped"])
@pytest.mark.parametrize("file", ["data/parquet/voices.parquet", "source/report.txt"])
def test_a_broken_file_is_found_and_named(package: Path, fault: str, file: str) -> None:
    path = package / file
    if fault == "missing":
        path.unlink()
    elif fault == "swapped":
        shutil.copy(package / "data/parquet/sentences.parquet", path)
    else:
        path.write_bytes(FAULTS[fault](path.read_bytes()))
    found = ka.validate(package, only=FAST).findings
    assert file in {finding.file for finding in found}


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a copy of the folder that a wheel has, with the Parquet files still there."""
    folder = tmp_path / INSTALLED
    folder.mkdir()
    copy_package(folder)
    return folder


def test_a_wheel_is_proved_with_the_parquet_files_that_it_would_write(installed: Path) -> None:
    shutil.rmtree(installed / "data/parquet")
    report = ka.validate(installed)
    assert report.findings == []
    assert report.checks["same"] == "passed"


@pytest.mark.parametrize(("new", "check"), [("13", "derivation"), ("x", "keys")])
def test_a_wrong_cell_of_a_wheel_is_found(installed: Path, new: str, check: str) -> None:
    set_cell(installed / "data/csv/media.csv", "television", "language_count", new)
    refresh(installed)
    shutil.rmtree(installed / "data/parquet")
    report = ka.validate(installed)
    assert report.checks[check] == "failed"
    assert report.checks["files"] == "passed"


def test_only_a_wheel_may_leave_the_parquet_files_out(package: Path) -> None:
    shutil.rmtree(package / "data/parquet")
    found = ka.validate(package, only=["files"]).findings
    assert [finding.file for finding in found] == [
        f"data/parquet/{name}.parquet" for name in ka.list_tables()
    ]


@pytest.mark.slow  # forty validations
def test_a_flipped_bit_anywhere_in_a_parquet_file_is_found(package: Path) -> None:
    path = package / "data/parquet/schools.parquet"
    data = path.read_bytes()
    draw = random.Random(5)
    for position in draw.sample(range(len(data)), 40):
        flipped = bytearray(data)
        flipped[position] ^= 1 << draw.randrange(8)
        path.write_bytes(bytes(flipped))
        found = ka.validate(package, only=["files"]).findings
        assert {finding.file for finding in found} == {"data/parquet/schools.parquet"}


def set_path(value: str) -> Callable[[dict[str, Any]], None]:
    def change(descriptor: dict[str, Any]) -> None:
        descriptor["resources"][0]["path"] = value

    return change


def set_property(name: str) -> Callable[[dict[str, Any]], None]:
    def change(descriptor: dict[str, Any]) -> None:
        address = "https://example.org/a.json"
        descriptor["resources"][0][name] = [address] if name.endswith("s") else address

    return change


def swap_schemas(descriptor: dict[str, Any]) -> None:
    first, second = descriptor["resources"][:2]
    first["schema"], second["schema"] = second["schema"], first["schema"]


DESCRIPTORS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "outside": (set_path("../secret.csv"), "leads out of the package's folder"),
    "absolute": (set_path("/etc/hostname"), "leads out of the package's folder"),
    "address": (set_path("https://example.org/a.csv"), "leads out of the package's folder"),
    "link": (set_path("data/link.csv"), "leads out of the package's folder"),
    "no resources": (lambda d: d.pop("resources"), "lacks the key resources"),
    "resources of a wrong kind": (
        lambda d: d.update(resources=7),
        "resources: is 7, but must be a list",
    ),
    "nameless": (lambda d: d["resources"][0].pop("name"), "resources.0: lacks the key name"),
    "the same twice": (
        lambda d: d["resources"].append(d["resources"][0]),
        "two resources have the name",
    ),
    "a table less": (lambda d: d["resources"].pop(3), "must be one schema"),
    "no report": (lambda d: d["resources"].pop(), "no resource “report”"),
    "schemas swapped": (swap_schemas, "has another table's schema"),
    "no alternates": (lambda d: d["resources"][0].update(alternates=[]), "alternates: is empty"),
    "no alternate": (lambda d: d["resources"][0].update(alternates=[7]), "alternates.0: is 7"),
    "renamed": (lambda d: d["resources"][0].update(name="x"), "another table's schema"),
    "wrong contributors": (
        lambda d: d["resources"][0].update(contributors=7),
        "unknown key contributors",
    ),
    "wrong $schema": (lambda d: d.update({"$schema": []}), "$schema: is a list, but must be text"),
    "stated rows": (lambda d: d["resources"][0].update(rows=11), "but 11 are stated"),
    **{
        f"{name} at an address": (set_property(name), f"unknown key {name}")
        for name in ("profiles", "extrapaths", "compression")
    },
    **{
        "dialect at an address": (set_property("dialect"), "dialect: is “https:"),
        "profile at an address": (
            set_property("profile"),
            "must be tabular-data-resource",
        ),
    },
}


@pytest.mark.parametrize("fault", DESCRIPTORS)
def test_a_wrong_descriptor_is_found_and_nothing_outside_is_read(
    package: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package.parent / "secret.csv").write_text("classified\n")
    (package / "data/link.csv").symlink_to(package.parent / "secret.csv")
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change, said = DESCRIPTORS[fault]
    change(descriptor)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *place, **_: asked.append(place))
    report = ka.validate(package, only=CHECK_NAMES)
    assert asked == []
    assert not report.valid
    assert any(said in finding.message for finding in report.findings)
    assert "classified" not in "".join(finding.message for finding in report.findings)


@pytest.mark.parametrize("text", ["", "[]", "{", "7", "[" * 100_000, "{}", '{"resources": []}'])
def test_what_is_no_descriptor_is_found(package: Path, text: str) -> None:
    (package / "datapackage.json").write_text(text)
    report = ka.validate(package)
    assert {finding.file for finding in report.findings} == {"datapackage.json"}


def test_a_huge_descriptor_is_not_read(package: Path) -> None:
    with (package / "datapackage.json").open("wb") as file:
        file.truncate(80 * 1024 * 1024)
    assert f"it has more than {MOST_BYTES} bytes" in ka.validate(package).findings[0].message


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_change_in_one_form_alone_is_found(package: Path, form: str, tmp_path: Path) -> None:
    if form == "csv":
        set_cell(package / "data/csv/schools.csv", "national-school", "school_count", "102")
    else:
        path = package / "data/parquet/schools.parquet"
        table = ka.load_arrow("schools")
        rows = table.to_pylist()
        rows[0]["school_count"] = 102
        pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    refresh(package)
    found = ka.validate(package, only=["same"]).findings
    assert {(f.table, f.column) for f in found} == {("schools", "school_count")}


def test_the_command_says_valid_with_exit_code_0(package: Path) -> None:
    found = piped("validate", str(package))
    assert found.returncode == 0, found.stderr
    assert found.stdout.endswith("The package is valid: 0 findings.\n")
    assert re.search(r"^exactness +passed$", found.stdout, re.MULTILINE)


def test_the_command_lists_findings_with_exit_code_1(package: Path) -> None:
    (package / "data/csv/media.csv").unlink()
    found = piped("validate", str(package))
    assert found.returncode == 1
    assert "files: data/csv/media.csv: the file is missing" in found.stdout
    assert "not run: a file that it needs is missing or broken" in found.stdout
    as_json = piped("validate", str(package), "--json")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout)["findings"][0]["file"] == "data/csv/media.csv"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "/nowhere"], "error: There is no data package at /nowhere."),
        (["validate", "--only", "nothing"], "error: There is no check “nothing”. "),
    ],
)
def test_the_command_that_cannot_run_has_exit_code_2(arguments: list[str], said: str) -> None:
    found = piped(*arguments)
    assert found.returncode == 2
    assert found.stderr.startswith(said)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("ethnic_groups", "uighurs"),
        ("ethnic_groups", "poles"),
        ("list_members", "member-12584-12595"),
        ("international_ties", "tie-12229-12322"),
    ],
)
def test_a_member_that_is_left_out_of_an_enumeration_is_missed(table: str, row: str) -> None:
    chosen = [
        mutant
        for mutant in consistent_mutants(base())
        if mutant.operator == "row left out, the rest remade"
        and (mutant.table, mutant.what) == (table, f"row {row}")
    ]
    assert chosen
    assert "coverage" in try_mutant(base(), chosen[0], ["coverage"])


def test_frictionless_says_what_it_says_by_itself_of_all_but_foreign_keys(package: Path) -> None:
    set_cell(package / "data/csv/numbers.csv", "number-01788", "sentence_id", "sentence-99")
    set_cell(package / "data/csv/numbers.csv", "number-01788", "scope_id", "assemblies")
    altered(package / "data/csv/claims.csv", "\nclaim-00088,", "\nclaim-00067,")
    altered(package / "data/csv/organizations.csv", "\nethnic-and-", "\n")
    set_cell(package / "data/csv/media.csv", "print", "language_count", "eleven")
    report = Package(str(package / "datapackage.json")).validate()
    faults = [fault for task in report.tasks for fault in task.errors]
    by_itself = [fault.message for fault in faults if fault.type != "foreign-key"]
    assert {fault.type for fault in faults} >= {"foreign-key", "primary-key", "type-error"}
    found = ka.validate(package, only=["frictionless"]).findings
    assert [finding.message for finding in found] == by_itself


def test_foreign_keys_that_frictionless_does_not_get_are_checked(package: Path) -> None:
    set_cell(package / "data/csv/numbers.csv", "number-01788", "sentence_id", "sentence-99")
    set_cell(package / "data/csv/numbers.csv", "number-01788", "scope_id", "assemblies")
    messages = [finding.message for finding in ka.validate(package, only=["keys"]).findings]
    assert "sentence-99 is not a key of sentences" in messages
    assert "assemblies is not a key of entities" in messages


def test_what_a_parquet_file_says_of_itself_is_compared(package: Path) -> None:
    path = package / "data/parquet/media.parquet"
    table = pq.read_table(path)
    metadata = dict(table.schema.metadata or {})
    text = (pq.read_metadata(path).metadata or {})[b"table_schema"].decode()
    copies, outlets = map(table.schema.get_field_index, ("copy_count", "outlet_count"))
    schema = table.schema.with_metadata({**metadata, b"version": b"7"})
    schema = schema.set(copies, schema.field(copies).with_metadata({"description": "Not so."}))
    schema = schema.set(outlets, schema.field(outlets).with_type(pa.int32()))
    with pq.ParquetWriter(path, schema, compression="none", write_page_checksum=True) as writer:
        writer.write_table(table.cast(schema))
        writer.add_key_value_metadata({"table_schema": text})
    refresh(package)
    found = ka.validate(package, only=["same"]).findings
    fields = {f["name"]: f["description"] for f in ka.table_schema("media")["fields"]}
    assert {finding.file for finding in found} == {"data/parquet/media.parquet"}
    assert [finding.message for finding in found] == [
        f"its version is '7', but should be {display(ka.__version__)}",
        "its copy_count description is 'Not so.', but should be " + display(fields["copy_count"]),
        "its columns or their types are not those of the schema",
    ]


def test_a_descriptor_that_lacks_something_is_named_and_nothing_else_runs(package: Path) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    del descriptor["citation"]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    result = ka.validate(package)
    assert [finding.sentence() for finding in result.findings] == [
        "datapackage.json: lacks the key citation"
    ]
    assert result.checks["same"].startswith("not run")


@pytest.mark.parametrize(
    "part",
    [
        {"type": "geopoint"},
        {"type": None},
        {"constraints": {"enum": 7}},
        {"constraints": {"enum": "x"}},
        {"constraints": {"enum": [7]}},
    ],
)
def test_a_schema_too_broken_for_its_table_is_named(package: Path, part: dict[str, Any]) -> None:
    path = package / "schemas/numbers.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    next(field for field in schema["fields"] if field["name"] == "bound").update(part)
    path.write_text(json.dumps(schema), encoding="utf-8")
    refresh(package)
    found = ka.validate(package, only=["files", "declarations"]).findings
    assert {(f.file, f.severity) for f in found} == {("schemas/numbers.json", "error")}
