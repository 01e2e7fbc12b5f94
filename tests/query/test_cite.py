"""How to cite the data and the report, in all styles."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import yaml

import kazakhstan_assembly as ka
from conftest import ROOT
from kazakhstan_assembly.query.cite import STYLES, WORKS, CitationStyle, CitedWork

SOURCE = yaml.safe_load((ROOT / "source/package.yaml").read_text(encoding="utf-8"))["report"]
TITLE, SHA256 = " ".join(SOURCE["title"].split()), SOURCE["sha256"]


def test_the_styles_and_works_are_those_that_type_checkers_know() -> None:
    assert get_args(CitationStyle) == STYLES
    assert get_args(CitedWork) == WORKS


@pytest.mark.parametrize("style", STYLES)
def test_the_report_is_cited_in_every_style(style: CitationStyle) -> None:
    cited = ka.cite(style, of="report")
    assert TITLE in " ".join(cited.split())
    assert SHA256 in cited
    assert "2005" in cited
    assert "ot stated" in cited
    assert cited != ka.cite(style)
    assert ka.cite(style, of="data") == ka.cite(style)


def test_nobody_is_called_its_author() -> None:
    assert ka.cite("apa", of="report").startswith(f"{TITLE}. (2005). [Report; author not stated; ")
    (item,) = json.loads(ka.cite("csl-json", of="report"))
    assert item.keys() == {"id", "type", "title", "issued", "language", "note"}
    assert (item["type"], item["issued"]) == ("report", {"date-parts": [[2005]]})
    assert "author" not in ka.cite("bibtex", of="report")
    (entry,) = yaml.safe_load(ka.cite("cff", of="report"))["references"]
    assert entry == yaml.safe_load(ka.cite("cff"))["references"][0]


def test_an_unknown_work_is_refused() -> None:
    with pytest.raises(ka.RequestError, match="“reprt” cannot be cited"):
        ka.open_package("installed").cite("apa", of="reprt")  # type: ignore[arg-type]


def test_the_command_cites_both() -> None:
    program = str(Path(sys.executable).parent / "kazakhstan-assembly")
    found = subprocess.run(
        [program, "cite", "apa", "--of", "report"], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == ka.cite("apa", of="report")


def test_a_report_without_a_year_has_no_date(tmp_path: Path) -> None:
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    (report,) = (entry for entry in descriptor["resources"] if entry["name"] == "report")
    report["issued"] = "unknown"
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    package = ka.open_package(tmp_path)
    assert f"{TITLE}. (n.d.). [" in package.cite("apa", of="report")
    assert "year" not in package.cite("bibtex", of="report")
    assert "issued" not in json.loads(package.cite("csl-json", of="report"))[0]


def test_what_is_known_of_the_text_is_said() -> None:
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    (report,) = (entry for entry in descriptor["resources"] if entry["name"] == "report")
    assert report["provenance"] == " ".join(SOURCE["provenance"].split())
    assert report["issued"] == SOURCE["issued"]
