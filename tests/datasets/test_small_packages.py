"""Packages with as little as a package can have, and what is said of one that has less."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import build
from kazakhstan_assembly import open_package
from kazakhstan_assembly.exports.formats import FORMATS

REPORT = "A short note\n\nThe mill ground 12 sacks on 3 May 1911.\n"
PACKAGE = f"""\
name: mill
title: The mill
description: What a note of one sentence states.
version: 1.0.0
released: "2026-11-24"
licenses:
  - {{name: CC0-1.0, title: CC0, path: "https://creativecommons.org/publicdomain/zero/1.0/"}}
contributors:
  - {{title: Nobody, roles: [creator]}}
keywords: [mill]
report:
  title: A short note
  issued: "1911"
  sha256: {hashlib.sha256(REPORT.encode()).hexdigest()}
  language: en
  rights: The text was invented for a test.
  limits: It states one number.
groups:
  - {{name: facts, title: Facts, tables: [sacks]}}
document: {{title_paragraphs: 1}}
"""
TABLE = """\
name: sacks
title: Sacks
description: Numbers of sacks.
role: fact
key: {column: sacks_id, rule: offset, prefix: sacks, of: [value_text]}
columns:
  - {name: sacks_id, kind: structural, rule: key, description: Key of the row.}
  - {name: value_text, kind: quoted, modifier: "true", description: The number in words.}
  - {name: value, kind: derived, type: integer, rule: number, inputs: [value_text], description: N.}
  - {name: day_text, kind: quoted, description: The day.}
"""
FACTS = """\
rows: 1
items:
  - {value_text: "12", day_text: 3 May 1911}
"""
VOCABULARIES = """\
section:
  description: The part of the report.
  terms:
    opening: {label: opening, definition: The whole report.}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose package has one table of facts, and no entities or codes."""
    files = {
        "report.txt": REPORT,
        "package.yaml": PACKAGE,
        "tables/sacks.yaml": TABLE,
        "facts/sacks.yaml": FACTS,
        "vocabularies.yaml": VOCABULARIES,
    }
    for name, text in files.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_package_without_entities_and_codes_is_valid_and_exported(folder: Path) -> None:
    assert build.main(["--root", str(folder)]) == 0
    package = open_package(folder)
    assert package.validate().findings == []
    assert package.load_table("sacks")["value"].tolist() == [12]
    assert package.load_table("entities").empty
    for name in FORMATS:
        assert package.export(folder / f"exported.{name}", name).exists()


ENTITY = """\
name: mills
title: Mills
description: Every mill.
role: entity
entity_kind: mill
key: {column: mill_id, rule: written}
columns:
  - {name: mill_id, kind: structural, rule: key, description: Key of the mill.}
  - {name: name_text, kind: quoted, role: name, description: Its name.}
"""


@pytest.mark.parametrize(
    ("name", "file", "text", "message"),
    [
        (
            "no sections",
            "vocabularies.yaml",
            VOCABULARIES.replace("section", "mood"),
            "source/vocabularies.yaml: lacks the vocabulary section: the parts of the report",
        ),
        (
            "no kinds",
            "tables/mills.yaml",
            ENTITY,
            "source/vocabularies.yaml: lacks the vocabulary entity_kind: the kinds of the entity",
        ),
    ],
)
def test_a_vocabulary_that_every_package_needs_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, file: str, text: str, message: str
) -> None:
    (folder / "source" / file).write_text(text, encoding="utf-8")
    declared = (folder / "source/package.yaml").read_text(encoding="utf-8")
    tables = "[sacks, mills]" if name == "no kinds" else "[sacks]"
    declared = declared.replace("[sacks]", tables)
    (folder / "source/package.yaml").write_text(declared, encoding="utf-8")
    assert build.main(["--root", str(folder)]) == 1
    assert message in capsys.readouterr().err


def test_a_package_without_rows_of_facts_is_built(folder: Path) -> None:
    report = "A short note\n\nThe mill was quiet.\n"
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (REPORT, report))
    (folder / "source/report.txt").write_text(report, encoding="utf-8")
    (folder / "source/package.yaml").write_text(PACKAGE.replace(old, new), encoding="utf-8")
    (folder / "source/facts/sacks.yaml").write_text("rows: 0\nitems: []\n", encoding="utf-8")
    assert build.main(["--root", str(folder)]) == 0
    assert "From a cell" not in (folder / "data/README.md").read_text(encoding="utf-8")
    assert open_package(folder).load_table("sacks").empty
