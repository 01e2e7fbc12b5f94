"""The documentation site, built without a warning and met as a reader's browser would meet it."""

from __future__ import annotations

import ast
import html
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

import kazakhstan_assembly as ka
from browsing import chromium, mark_repeated_rows, violations
from conftest import ROOT, table
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.derivation.rules import RULES

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
    for name in ("docs", "data", "metadata", "schemas", "scripts", "tests/contexts"):
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
    links = chain.from_iterable(page(path).links for path in pages(site))
    parts = map(urlsplit, links)
    places = {part.fragment for part in parts if part.path.endswith("reader.html")}
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
        for field in INSTALLED.table_schema(name)["fields"]:
            assert f"{name}-{field['name']}".replace("_", "-") in found.ids
    rules = page(site / "codebook" / "rules.html")
    assert {f"rule-{rule.replace('_', '-')}" for rule in RULES} <= rules.ids
    codes = page(site / "codebook" / "vocabularies_and_codes.html")
    terms = ka.load_table("vocabularies")
    assert {f"vocabulary-{v.replace('_', '-')}" for v in terms["vocabulary"]} <= codes.ids
    assert [code for code in terms["code"] if f">{code}<" not in codes.text] == []


def shown(text: str) -> str:
    """Return the words of a piece of a page, as one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def parts_of_columns(site: Path, name: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Return what a page of the codebook says of each column: its text and its list of facts."""
    found = {}
    for part in page(site / "codebook" / f"{name}.html").text.split("<section ")[1:]:
        facts = re.findall(r"(?s)<dt[^>]*>(.*?)<span.*?</dt>\s*<dd[^>]*>(.*?)</dd>", part)
        for column in re.findall(r"<h3>(.*?)<a ", part):
            found[column] = shown(part), {shown(key): shown(value) for key, value in facts}
    return found


@pytest.mark.parametrize("name", ka.list_tables())
def test_the_codebook_says_of_each_column_what_its_schema_and_the_nulls_say(
    site: Path, name: ka.TableName
) -> None:
    missing = table("missing_values").query("table_name == @name")
    labels = ka.describe_vocabulary("missing_reason")["label"]
    parts = parts_of_columns(site, name)
    fields = INSTALLED.table_schema(name)["fields"]
    assert list(parts) == [field["name"] for field in fields]
    for field in fields:
        text, facts = parts[field["name"]]
        assert " ".join(field["description"].split()) in text
        assert facts["kind"] == field["kind"]
        assert facts["part"].startswith(f"{field['part']}: ")
        assert facts["example"] == " ".join(field["example"].split())
        if field.get("rule") in RULES:
            assert facts["rule"].startswith(field["rule"])
            assert [i for i in field.get("inputs", ()) if i not in facts["rule"]] == []
        reasons = missing[missing["column_name"] == field["name"]]["reason"].value_counts()
        counts = {f"{count} {labels[reason]}" for reason, count in reasons.items() if count}
        assert set(facts["nulls"].split(", ")) == (counts or {"none"})


def cells(text: str) -> list[tuple[str, str]]:
    """Return the options and the code of the cells of a page's source."""
    found: list[tuple[str, str]] = re.findall(
        r"(?s)```\{code-cell\} ipython3\n((?:---\n.*?---\n|:[^\n]*\n)?)(.*?)```", text
    )
    return found


@pytest.mark.parametrize(
    "name", [path.stem for path in (ROOT / "docs/tutorials").glob("*.md") if path.stem != "index"]
)
def test_a_tutorial_shows_what_its_cells_give(site: Path, name: str) -> None:
    source = (ROOT / "docs" / "tutorials" / f"{name}.md").read_text(encoding="utf-8")
    found = cells(source)
    giving = [
        code
        for options, code in found
        if "remove-output" not in options and isinstance(ast.parse(code).body[-1], ast.Expr)
    ]
    made = page(site / "tutorials" / f"{name}.html").text
    assert giving
    assert len(re.findall(r'<div class="cell [^"]*container"', made)) == len(found)
    assert len(re.findall(r'<div class="cell_output [^"]*container"', made)) == len(giving)


def test_every_query_stands_on_its_page_with_rows_that_it_gives(site: Path) -> None:
    made = page(site / "tutorials" / "sparql.html").text
    _, *parts = re.split(r"(?=<h2>)", made)
    queries = sorted((ROOT / "docs" / "queries").glob("*.rq"))
    assert len(queries) == len(parts)
    for query in queries:
        words = "".join(query.read_text(encoding="utf-8").split())
        (part,) = (part for part in parts if words in "".join(shown(part).split()))
        assert part.count("<tr>") + part.count("<tr ") > 1
        assert "file:" not in shown(part)


def test_the_front_door_leads_to_the_reader(site: Path) -> None:
    assert "reader.html" in page(site / "index.html").links


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


def rows_of(*cells: str) -> str:
    rows = "".join(f"<tr><td>{cell}</td><td>2</td></tr>" for cell in cells)
    table = f"<table><thead><tr><th>one</th><th>two</th></tr></thead>{rows}</table>"
    return f"<html lang=en><title>t</title><main><h1>t</h1>{table}</main>"


ALIKE = [f"<a href=#{number}>row {number}</a>" for number in range(8)]


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("<a href=#></a>", "link-name"),
        ("<img src=data:>", "image-alt"),
        ("<a href=#9 style='color: #eee'>row 9</a>", "color-contrast"),
    ],
)
def test_a_fault_is_seen_in_a_row_among_many_that_are_alike(
    browser: Browser, fault: str, rule: str
) -> None:
    opened = browser.new_page()
    opened.set_content(rows_of(*ALIKE))
    assert violations(opened, without=mark_repeated_rows(opened)) == []
    assert opened.locator("[data-repeated]").count() == len(ALIKE) - 2
    opened.set_content(rows_of(*ALIKE, fault, *ALIKE))
    assert [
        words.partition(":")[0] for words in violations(opened, without=mark_repeated_rows(opened))
    ] == [rule]
    opened.close()


LOUD = ("error", "warning")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_browser_finds_nothing_wrong_with_any_page(
    site: Path, browser: Browser, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    found: list[str] = []
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda request: found.append(f"not there: {request.url}"))
    context.on("weberror", lambda error: found.append(str(error.error)))
    context.on("console", lambda said: found.append(said.text) if said.type in LOUD else None)
    opened = context.new_page()
    for path in pages(site):
        opened.goto(path.as_uri())
        found += [
            f"{path.relative_to(site)}: {words}"
            for words in violations(opened, without=mark_repeated_rows(opened))
        ]
        if opened.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{path.relative_to(site)}: it scrolls sideways")
    context.close()
    assert found == []
    inside = (f"{site.as_uri()}/", "data:", "blob:")
    assert [url for url in asked if not url.startswith(inside)] == []


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
