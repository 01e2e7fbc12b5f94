"""The reader, made by the generator and met by a person with a browser."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

import build
import kazakhstan_assembly as ka
from browsing import chromium, violations
from conftest import ROOT, table
from curation.declare import declare, load_vocabularies
from curation.problems import CurationError
from curation.reader import GROUPS, reader
from curation.source import read_yaml
from kazakhstan_assembly.assembly import Records
from kazakhstan_assembly.describe import describe_table

PAGE = ROOT / "docs" / "reader.html"
HTML = PAGE.read_text(encoding="utf-8")
pytestmark = pytest.mark.slow
REPORT = ka.read_report()
FACTS = [name for names in GROUPS.values() for name in names]
# What Chromium itself says of a page that asks for a clipboard that its frame is denied.
CLIPBOARD_REFUSED = "error: Permissions policy violation: The Clipboard API has been blocked"
Open = Callable[..., Page]
Covered = set[int]


def bare(text: str) -> str:
    return "".join(text.split())


# The generator


class Text(HTMLParser):
    """The words of the article, as a parser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words.append(data)


@cache
def package() -> Any:
    return read_yaml(ROOT, "source/package.yaml", "package.schema.json")


@cache
def records() -> Records:
    return build.build(ROOT)[1].records


def made(**changed: list[Any]) -> bytes:
    """Return the page, made of the checkout with some tables changed."""
    schemas = declare(ROOT, load_vocabularies(ROOT))
    return reader(package(), schemas, {**records(), **changed}, REPORT)


def test_the_page_is_small_and_asks_for_nothing() -> None:
    assert len(HTML.encode()) < 1_500_000
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', HTML)
    assert policy is not None
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    for tag in ("script", "style"):
        part = re.search(rf"<{tag}>(.*?)</{tag}>", HTML, re.DOTALL)
        assert part is not None
        digest = base64.b64encode(hashlib.sha256(part[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


def test_the_static_page_has_every_character_of_the_report_once() -> None:
    parser = Text()
    parser.feed(HTML)
    assert bare("".join(parser.words)) == bare(REPORT)


def test_the_header_names_limits_rights_version_and_hash() -> None:
    head = HTML[: HTML.index("<main>")]
    for words in (
        "account of itself and the only source",
        "its status is unknown",
        "2005, not before 18 February",
        package()["version"],
        package()["report"]["sha256"],
    ):
        assert words in head


def test_a_fact_row_without_words_is_refused() -> None:
    evidence = [span for span in records()["evidence"] if span["row_id"] != "figure-07657"]
    with pytest.raises(CurationError) as error:
        made(evidence=evidence)
    assert [str(problem) for problem in error.value.problems] == [
        "source/facts/figures.yaml, row figure-07657: "
        "the row cites no words of the report; quote the words that state it"
    ]


def test_a_fact_table_without_a_colour_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GROUPS, "Numbers", ("figures", "media"))
    with pytest.raises(CurationError, match="schools has no colour"):
        made()


def test_data_cannot_end_the_script_that_holds_them() -> None:
    evil = "</script><script>alert(1)</script>"
    figures = [{**row, "value_text": evil} for row in records()["figures"]]
    page = made(figures=figures).decode()
    assert evil not in page
    assert page.count("</script>") == HTML.count("</script>")


# The browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Return a function that opens the page; no error and no request may come of any test."""
    said: list[str] = []
    asked: list[str] = []

    def opener(
        hash_: str = "", *, width: int = 1400, height: int = 900, url: str = "", **options: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **options
        )
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((url or PAGE.as_uri()) + hash_)
        return page

    yield opener
    for context in browser.contexts:
        context.close()
    assert [words for words in said if not words.startswith(CLIPBOARD_REFUSED)] == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


SEGMENTS = """(selector) => [...document.querySelectorAll('#text [data-start]')].flatMap((part) => {
  let at = Number(part.dataset.start);
  return [...part.querySelectorAll('.s')].map((segment) => {
    const start = at;
    at += segment.textContent.length;
    return segment.matches(selector) ? [start, segment.textContent] : null;
  });
}).filter(Boolean)"""


def covered(page: Page, name: str) -> Covered:
    """Return the offsets of the characters, white space aside, of segments of a class."""
    return characters(page.evaluate(SEGMENTS, f".{name}"))


def characters(found: list[tuple[int, str]]) -> Covered:
    return {
        at
        for start, text in found
        for at in range(start, start + len(text))
        if not REPORT[at].isspace()
    }


def offsets(spans: pd.DataFrame) -> Covered:
    return {
        at
        for start, end in zip(spans["char_start"], spans["char_end"], strict=True)
        for at in range(start, end)
        if not REPORT[at].isspace()
    }


def own_words(tables: list[str] = FACTS) -> pd.DataFrame:
    """Return the evidence of cells, anchors aside."""
    evidence = table("evidence")
    return evidence[evidence["table_name"].isin(tables) & (evidence["column_name"] != "*")]


def cell(page: Page, row: str, column: str) -> Any:
    line = page.locator("#grid tbody tr").filter(has=page.get_by_text(row, exact=True))
    return line.locator(f'[data-column="{column}"]')


def column_of(page: Page, name: str) -> list[str]:
    found: list[str] = page.locator(f'#grid tbody [data-column="{name}"] .value').all_inner_texts()
    return found


def downloaded(page: Page) -> str:
    with page.expect_download() as info:
        page.click("#download")
    return Path(info.value.path()).read_bytes().decode()


def test_every_character_stands_once_and_segments_give_every_quote(open_page: Open) -> None:
    page = open_page()
    found: list[tuple[int, str]] = page.evaluate(SEGMENTS, ".s")
    assert bare("".join(text for _, text in found)) == bare(REPORT)
    assert bare(page.locator("#text").text_content() or "") == bare(REPORT)
    assert all(one[0] < other[0] for one, other in pairwise(found))
    evidence = table("evidence")
    ends = {start: start + len(text) for start, text in found}
    for start, end, quote in zip(
        evidence["char_start"], evidence["char_end"], evidence["quote"], strict=True
    ):
        inside = [(at, text) for at, text in found if start <= at < end]
        assert inside[0][0] == start
        assert ends[inside[-1][0]] == end
        assert bare("".join(text for _, text in inside)) == bare(quote)


def test_all_words_of_facts_are_marked(open_page: Open) -> None:
    page = open_page()
    assert covered(page, "m") == offsets(own_words())


def test_a_cell_lights_its_words(open_page: Open) -> None:
    page = open_page()
    cell(page, "session-06", "date_end").click()
    assert {REPORT[at] for at in covered(page, "lit")} == set(bare("December of 1999"))
    proof = own_words(["sessions"]).query("row_id == 'session-06' and column_name == 'date_text'")
    assert covered(page, "lit") == offsets(proof)
    expect(page.locator("#text .lit").first).to_be_in_viewport()
    expect(page.locator("#detail")).to_contain_text("date_end")
    expect(page.locator("#detail")).to_contain_text("date_end: the last day that the words allow.")
    assert page.evaluate("location.hash") == "#sessions/session-06/date_end"


def expected_words(name: str, row_id: str, column: str, inputs: list[str]) -> Covered:
    of_row = table("evidence").query("table_name == @name and row_id == @row_id")
    own = of_row[of_row["column_name"] == column]
    if own.empty:
        own = of_row[of_row["column_name"].isin(inputs)]
    return offsets(own if not own.empty else of_row[of_row["column_name"] == "*"])


def cell_of_every_column() -> Iterator[tuple[str, Covered]]:
    """Return for each column of a fact table the link of a cell and the words that give it."""
    for name in FACTS:
        frame = table(name)
        for column, described in describe_table(name).iterrows():
            filled = frame[frame[column].notna()]
            row_id = str((frame if filled.empty else filled).iloc[0, 0])
            inputs = described["inputs"].split() if isinstance(described["inputs"], str) else []
            words = expected_words(name, row_id, str(column), inputs)
            yield f"#{name}/{row_id}/{column}", words


FOLLOW = """async (links) => {
  const lit = [];
  for (const link of links) {
    const followed = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = link;
    await followed;
    lit.push(%s);
  }
  return lit;
}"""


def test_a_cell_of_every_column_lights_what_evidence_says(open_page: Open) -> None:
    cells = dict(cell_of_every_column())
    assert len(cells) > 250
    page = open_page()
    found = page.evaluate(FOLLOW % f"({SEGMENTS})('.lit')", list(cells))
    for (link, words), lit in zip(cells.items(), found, strict=True):
        assert characters(lit) == words, link


def test_a_link_works_although_the_address_names_its_place(open_page: Open) -> None:
    page = open_page("#figures/figure-01788/value")
    page.locator("#text .m", has_text="470").first.click()
    heading = page.locator("#detail h3")
    expect(heading).to_have_text("“some 470”")
    page.locator('#detail a[href="#figures/figure-01788/value"]').focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_text("figures / figure-01788 / value")
    expect(heading).to_be_focused()


def test_selecting_words_opens_nothing(open_page: Open) -> None:
    page = open_page()
    box = page.locator("#text .m").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 8)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()")
    expect(page.locator("#detail")).to_be_hidden()


IN_VIEW = """([start, end]) => {
  const { x, width } = document.querySelector('#coverage .here');
  const [from, to] = [x.baseVal.value, x.baseVal.value + width.baseVal.value];
  return from <= start && end <= to && to - from < 3000;
}"""


def test_the_strip_shows_what_is_in_view(open_page: Open) -> None:
    page = open_page()
    places = {unit["unit_id"]: unit for unit in table("units").to_dict("records")}
    for unit in ("unit-65", "unit-20"):
        page.evaluate("hash => { location.hash = hash; }", f"#{unit}")
        span = [places[unit]["char_start"], places[unit]["char_end"]]
        page.wait_for_function(IN_VIEW, arg=span, timeout=5000)


def test_words_open_their_rows_with_kind_rule_derivation_and_nulls(open_page: Open) -> None:
    page = open_page()
    page.locator("#text .m", has_text="June 1995").first.click()
    detail = page.locator("#detail")
    expect(detail.locator("h3")).to_have_text("“June 1995”")
    first = detail.locator(".card").first
    expect(first.locator("summary")).to_contain_text("session-02")
    line = first.locator("tbody tr").filter(has_text="date_edtf")
    expect(line).to_contain_text("1995-06")
    expect(line).to_contain_text("derived by date_edtf from date_text “June 1995”")
    null = first.locator("tbody tr").filter(has_text="date_qualifier")
    expect(null).to_contain_text("null: not applicable")
    claim = detail.locator(".card").filter(has_text="claims")
    claim.locator("summary").first.click()
    expect(claim.first.locator("tbody")).to_contain_text("hardness")


def test_hovering_says_what_the_words_give(open_page: Open) -> None:
    page = open_page()
    page.locator("#text .m", has_text="470").first.scroll_into_view_if_needed()
    page.locator("#text .m", has_text="470").first.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("figures · figure-01788 · value_text some 470")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_marks_can_be_filtered_by_table(open_page: Open) -> None:
    page = open_page()
    page.get_by_text("Filter the marks").click()
    page.locator("#table-choice").select_option("schools")
    page.click("#mark-shown")
    assert covered(page, "m") == offsets(own_words(["schools"]))
    page.locator('[data-table="sessions"]').check()
    assert covered(page, "m") == offsets(own_words(["schools", "sessions"]))
    page.click("#mark-all")
    assert covered(page, "m") == offsets(own_words())
    page.locator("#group-6").uncheck()
    others = [name for name in FACTS if name != "claims"]
    assert covered(page, "m") == offsets(own_words(others))


def test_marks_can_be_filtered_by_voice_hardness_and_kind(open_page: Open) -> None:
    page = open_page()
    page.get_by_text("Filter the marks").click()
    page.locator("#table-choice").select_option("claims")
    page.click("#mark-shown")
    claims, words = table("claims"), own_words(["claims"])
    page.locator("#mark-hardness").select_option("hard")
    hard = claims.loc[claims["hardness"] == "hard", "claim_id"]
    assert covered(page, "m") == offsets(words[words["row_id"].isin(hard)])
    page.locator("#mark-voice").select_option("strategy")
    both = claims.query("hardness == 'hard' and voice_id == 'strategy'")["claim_id"]
    assert len(both)
    assert covered(page, "m") == offsets(words[words["row_id"].isin(both)])
    page.locator("#mark-hardness").select_option("")
    page.locator("#mark-voice").select_option("")
    for kind in ("words", "numbers", "dates", "codes"):
        page.get_by_label(kind, exact=True).uncheck()
    assert covered(page, "m") == offsets(words[words["column_name"] == "about_id"])


def test_rows_can_be_sorted_with_nulls_last(open_page: Open) -> None:
    page = open_page("#figures")
    button = page.locator('#grid [data-sort="value"]')
    button.click()
    values = [int(value) for value in column_of(page, "value")]
    assert values == sorted(table("figures")["value"])
    expect(page.locator('#grid th[aria-sort="ascending"]')).to_contain_text("value")
    button.click()
    assert [int(value) for value in column_of(page, "value")] == values[::-1]
    button.click()
    assert column_of(page, "figure_id") == table("figures")["figure_id"].tolist()
    for _ in range(2):
        page.locator('#grid [data-sort="as_of_text"]').click()
        cells = page.locator('#grid tbody [data-column="as_of_text"]').all_inner_texts()
        nulls = ["null" in text for text in cells]
        assert any(nulls)
        assert nulls == sorted(nulls)


def test_rows_can_be_searched_and_filtered(open_page: Open) -> None:
    page = open_page("#figures")
    page.locator("#search").fill("LANGUAGES")
    frame = table("figures").astype(str)
    found = frame[frame.apply(lambda row: row.str.contains("languages", case=False).any(), axis=1)]
    assert column_of(page, "figure_id") == found["figure_id"].tolist()
    page.locator("#search").fill("")
    page.click("#filter-toggle")
    page.get_by_label("Filter bound").select_option("more_than")
    more = table("figures").query("bound == 'more_than'")
    assert column_of(page, "figure_id") == more["figure_id"].tolist()
    page.get_by_label("Filter source_text").press_sequentially("copies")
    assert column_of(page, "value") == ["80000"]
    expect(page.locator("#count")).to_have_text("1 of 16 rows, 17 of 17 columns")


def test_columns_can_be_chosen(open_page: Open) -> None:
    page = open_page()
    page.get_by_text("Columns", exact=True).click()
    page.get_by_label("source_text").uncheck()
    expect(page.locator('#grid [data-sort="source_text"]')).to_have_count(0)
    assert "source_text" not in downloaded(page)


@pytest.mark.parametrize("name", ka.list_tables())
def test_a_download_is_the_published_table(open_page: Open, name: str) -> None:
    published = (ROOT / "data" / "csv" / f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(downloaded(open_page(f"#{name}")), newline="")))
    assert rows == list(csv.reader(io.StringIO(published, newline="")))


def test_a_filtered_table_downloads_as_it_is_shown(open_page: Open) -> None:
    page = open_page("#figures")
    page.locator('#grid [data-sort="value"]').click()
    page.locator("#search").fill("school")
    rows = list(csv.DictReader(io.StringIO(downloaded(page))))
    assert [row["value"] for row in rows] == column_of(page, "value")
    assert 0 < len(rows) < 16


def test_a_row_shows_its_own_sentence_though_it_cites_an_earlier_one(open_page: Open) -> None:
    page = open_page("#sessions/session-06")
    expect(page.locator("#unit-65 .lit").first).to_be_in_viewport()
    first = page.locator("#text .lit").first
    expect(first).to_have_text("Assembly")
    expect(first).not_to_be_in_viewport()


def test_long_tables_show_more_rows_on_demand(open_page: Open) -> None:
    page = open_page("#evidence")
    lines = page.locator("#grid tbody tr")
    expect(lines).to_have_count(150)
    page.locator("#more").click()
    expect(lines).to_have_count(300)
    assert page.evaluate("document.activeElement.closest('tr').dataset.row") == "150"
    row = "#evidence/figures/figure-07657/*/2/quote"
    page.evaluate("hash => { location.hash = hash; }", row)
    expect(page.locator("#grid [aria-selected]")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("link", "said", "shown"),
    [
        ("#sessions/session-06/motto", "", "sessions / session-06 / motto"),
        ("#sessions/session-06", "", "sessions / session-06"),
        ("#unit-60", "", "units / unit-60"),
        ("#vocabularies/bound/exactly/label", "", "vocabularies / bound/exactly / label"),
        ("#sesions/session-06/motto", "no table “sesions”", "sessions / session-06 / motto"),
        ("#sessions/session-66/motto", "no row “session-66”", "sessions / session-06 / motto"),
        ("#sessions/session-06/moto", "no column “moto”", "sessions / session-06 / motto"),
        ("#sessions/%E0%A4%A/motto", "no row", "sessions /"),
    ],
)
def test_links_lead_to_cells_and_say_when_there_is_none(
    open_page: Open, link: str, said: str, shown: str
) -> None:
    page = open_page(link)
    expect(page.locator("#detail h3")).to_contain_text(shown)
    notice = page.locator("#notice")
    if said:
        expect(notice).to_be_visible()
        expect(notice).to_contain_text(said)
        page.evaluate("location.hash = '#figures'")
        expect(notice).to_be_hidden()
    else:
        expect(notice).to_be_hidden()


def test_entities_show_their_mentions_forms_and_authorities(open_page: Open) -> None:
    page = open_page("#entities/astana")
    places = table("mentions").query("entity_id == 'astana'")
    assert covered(page, "lit") == offsets(places)
    detail = page.locator("#detail")
    expect(detail.locator(".mention")).to_have_count(len(places))
    for identifier in table("authorities").query("entity_id == 'astana'")["identifier"]:
        expect(detail).to_contain_text(identifier)
    link = detail.get_by_role("link", name="geonames:1526273")
    expect(link).to_have_attribute("href", "https://www.geonames.org/1526273")
    detail.get_by_role("link", name="places / astana").click()
    expect(detail.locator("h3")).to_have_text("places / astana")


CITED = ("figures/figure-01788/value: 470", "“some 470” (characters 1788–1796)")


def test_a_citation_is_copied(open_page: Open) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = open_page("#figures/figure-01788/value", permissions=allowed)
    page.get_by_text("Cite this cell").click()
    page.click("#copy")
    expect(page.locator(".said")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    sha256, name = package()["report"]["sha256"], f"kazakhstan-assembly {package()['version']}"
    for words in (*CITED, sha256, name):
        assert words in copied


def test_without_storage_and_clipboard_all_else_works(open_page: Open, tmp_path: Path) -> None:
    frame = tmp_path / "frame.html"
    source = f"{PAGE.as_uri()}#figures/figure-01788/value"
    frame.write_text(
        f'<iframe sandbox="allow-scripts" width="1300" height="850" src="{source}"></iframe>',
        encoding="utf-8",
    )
    page = open_page(url=frame.as_uri()).frames[1]
    denied = "() => { try { return String(localStorage); } catch (error) { return error.name; } }"
    assert page.evaluate(denied) == "SecurityError"
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.get_by_text("Cite this cell").click()
    page.click("#copy")
    expect(page.locator(".said")).to_contain_text("the text is selected")
    chosen = page.evaluate("getSelection().toString() || document.activeElement.value")
    assert all(words in chosen for words in CITED)
    page.locator('#grid tbody [data-column="bound"]').first.click()
    expect(page.locator("#detail h3")).to_have_text("figures / figure-01788 / bound")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the tab key does not lead to {selector}")


def test_the_tables_work_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    tab_to(page, "#table-choice")
    page.keyboard.type("figures")
    tab_to(page, "#grid td")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "11"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#detail h3")).to_be_focused()
    expect(page.locator("#detail h3")).to_have_text("figures / figure-07657 / value_text")
    page.keyboard.press("Escape")
    expect(page.locator("#detail")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "11"
    page.keyboard.press("Control+End")
    assert page.evaluate("document.activeElement.dataset.column") == "source_text"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    for _ in range(2):
        page.keyboard.press("PageUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert column_of(page, "value_text") == sorted(
        column_of(page, "value_text"), key=lambda text: column_of(page, "value_text").index(text)
    )
    expect(page.locator('#grid th[aria-sort="ascending"]')).to_contain_text("value_text")


def test_the_text_and_the_strip_work_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    tab_to(page, "#coverage")
    for _ in range(43):
        page.keyboard.press("ArrowRight")
    value = page.locator("#coverage").get_attribute("aria-valuetext") or ""
    assert value.startswith("unit-44: 185 of 203 characters")
    expect(page.locator("#unit-44")).to_be_in_viewport()
    tab_to(page, "#text .m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tooltip")).to_be_visible()
    active = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#detail h3")).to_be_focused()
    expect(page.locator("#detail .cited").first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == active


def test_without_javascript_the_text_and_the_tables_read(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    expect(page.get_by_text("The Assembly of the Peoples of Kazakhstan celebrates")).to_be_visible()
    for name in ("sessions", "claims", "evidence"):
        details = page.locator("noscript details").filter(
            has=page.locator("summary b", has_text=re.compile(f"^{name}$"))
        )
        details.locator("summary").click()
        expect(details.locator("tbody tr")).to_have_count(len(table(name)))
    assert page.locator("noscript details").count() == len(ka.list_tables())
    expect(page.locator("noscript").get_by_text("1995-06", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_scrolls_only_downward(open_page: Open, width: int) -> None:
    page = open_page(width=width, height=800, has_touch=True)

    def fits() -> bool:
        found: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        return found

    assert fits()
    page.get_by_text("Filter the marks").click()
    page.get_by_text("About, limits and rights").click()
    assert fits()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tables", exact=True).click()
    page.click("#filter-toggle")
    assert fits()
    page.get_by_text("Columns", exact=True).click()
    assert fits()
    page.keyboard.press("Escape")
    page.locator('#grid tbody [data-column="date_text"]').first.click()
    expect(page.locator("#text .lit").first).to_be_in_viewport()
    box, sheet = (page.locator(s).first.bounding_box() for s in ("#text .lit", "#detail"))
    assert box is not None
    assert sheet is not None
    assert box["y"] + box["height"] <= sheet["y"]
    assert fits()
    page.get_by_label("Close the details").click()
    expect(page.locator("#grid")).to_be_visible()


def brightness(page: Page) -> float:
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(float, re.findall(r"[\d.]+", color)[:3])) / 3


def test_dark_follows_the_system_and_the_choice(open_page: Open) -> None:
    page = open_page(color_scheme="dark")
    assert brightness(page) < 60
    page.click("#theme")
    assert brightness(page) > 200
    page.reload()
    assert brightness(page) > 200
    page.click("#theme")
    assert brightness(page) < 60


def test_print_has_the_text_and_the_table_and_no_controls(open_page: Open) -> None:
    page = open_page("#sessions/session-06/motto", width=794)
    page.emulate_media(media="print")
    for hidden in (".tools", "#marks", "#detail", "#actions", "#views"):
        expect(page.locator(hidden)).to_be_hidden()
    for seen in ("#text", "#grid", "#unit-80", "#coverage"):
        expect(page.locator(seen)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight") > 3000
    assert page.pdf().startswith(b"%PDF")
    expect(page.get_by_text("the only source of these tables")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_nothing(open_page: Open, scheme: str, width: int) -> None:
    page = open_page(width=width, color_scheme=scheme)
    assert violations(page) == []
    page.get_by_text("Filter the marks").click()
    page.evaluate("location.hash = '#figures/figure-01788/value'")
    expect(page.locator("#detail")).to_be_visible()
    page.get_by_text("Cite this cell").click()
    assert violations(page) == []
    page.evaluate("location.hash = '#entities/assembly'")
    page.get_by_role("button", name="Filter").click(force=True) if width > 1000 else None
    assert violations(page) == []
    page.evaluate("location.hash = '#sessions/nothing'")
    page.get_by_text("About, limits and rights").click()
    assert violations(page) == []
