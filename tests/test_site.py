"""The documentation site, built without a warning and met as a reader's browser would meet it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import kazakhstan_assembly as ka
from conftest import ROOT
from kazakhstan_assembly.package import table_schema
from kazakhstan_assembly.rules import RULES

pytestmark = pytest.mark.slow
# What a page fetches by itself, as opposed to what a reader may follow.
FETCHED = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
}


class Page(HTMLParser):
    """The places that a page names, and those that others may name in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.unnamed_images = 0
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids.add(found.get("id", ""))
        self.unnamed_images += tag == "img" and not found.get("alt")
        for name, value in found.items():
            if (tag, name) in FETCHED:
                self.fetched.append(value)
            elif (tag, name) == ("a", "href"):
                self.links.append(value)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the site, built once whichever worker asks for it first."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    said = shared / "site.txt"
    try:
        (shared / "site").mkdir()
    except FileExistsError:
        while not said.exists():
            time.sleep(0.2)
    else:
        words = build(shared / "site")
        (shared / "site.new").write_text(words, encoding="utf-8")
        (shared / "site.new").rename(said)
    assert said.read_text(encoding="utf-8") == ""
    return shared / "site" / "html"


def build(folder: Path) -> str:
    """Build the site from a copy; return what went wrong."""
    for name in ("docs", "data", "schemas", "scripts"):
        made = shutil.ignore_patterns("_build", "codebook", "gallery", "cite.md", "__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=made)
    shutil.copy(ROOT / "CHANGELOG.md", folder)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "docs", "html"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return built.stderr if built.returncode else ""


@cache
def page(path: Path) -> Page:
    return Page(path)


def pages(site: Path) -> Iterator[Path]:
    """Return the pages that Sphinx made; the reader is made and tested elsewhere."""
    return (
        path
        for path in sorted(site.rglob("*.html"))
        if path.name != "reader.html" and "_static" not in path.parts
    )


def test_every_link_between_pages_leads_somewhere(site: Path) -> None:
    for path in pages(site):
        for link in page(path).links + page(path).fetched:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment and target.suffix == ".html" and target.name != "reader.html":
                assert unquote(parts.fragment) in page(target).ids, f"{path}: {link}"


def test_links_into_the_reader_name_a_table(site: Path) -> None:
    places = {
        urlsplit(link).fragment
        for path in pages(site)
        for link in page(path).links
        if urlsplit(link).path.endswith("reader.html")
    }
    assert places - {""} == set(ka.list_tables())


def test_no_page_fetches_anything_from_elsewhere(site: Path) -> None:
    for path in pages(site):
        assert [link for link in page(path).fetched if urlsplit(link).netloc] == [], path
    sheets = [*site.rglob("*.css"), *pages(site)]
    for path in sheets:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^\s)]+", text) == [], path


def test_every_table_column_code_and_rule_has_its_place(site: Path) -> None:
    for name in ka.list_tables():
        found = page(site / "codebook" / f"{name}.html")
        for field in table_schema(name)["fields"]:
            assert f"{name}-{field['name']}".replace("_", "-") in found.ids
    rules = page(site / "codebook" / "rules.html")
    assert {f"rule-{rule.replace('_', '-')}" for rule in RULES} <= rules.ids
    codes = page(site / "codebook" / "vocabularies_and_codes.html")
    terms = ka.load_table("vocabularies")
    assert {f"vocabulary-{v.replace('_', '-')}" for v in terms["vocabulary"]} <= codes.ids
    assert [code for code in terms["code"] if f">{code}<" not in codes.text] == []


def test_the_api_page_has_every_public_name(site: Path) -> None:
    ids = page(site / "api.html").ids
    assert [name for name in ka.__all__ if f"kazakhstan_assembly.{name}" not in ids] == []


def test_every_image_has_words_for_those_who_cannot_see_it(site: Path) -> None:
    for path in pages(site):
        assert page(path).unnamed_images == 0, path


def test_pages_say_the_version_and_the_citation_of_the_package(site: Path) -> None:
    assert f"kazakhstan-assembly {ka.__version__}" in page(site / "index.html").text
    assert f"(Version {ka.__version__})" in page(site / "cite.html").text


def test_the_reader_and_the_tables_come_with_the_site(site: Path) -> None:
    assert (site / "reader.html").read_bytes() == (ROOT / "docs/reader.html").read_bytes()
    for name in ka.list_tables():
        for kind in ("csv", "parquet"):
            (copy,) = site.glob(f"_downloads/*/{name}.{kind}")
            assert copy.read_bytes() == (ROOT / f"data/{kind}/{name}.{kind}").read_bytes()
