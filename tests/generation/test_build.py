"""The build: fresh, deterministic, all or nothing, and plain about a curator's mistakes."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import build
from conftest import ROOT

Files = dict[str, bytes]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what the build of a folder prints, and its exit code."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = build.main(["--root", str(root), *arguments])
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def generated(root: Path) -> Files:
    pages = ("README.md", "docs/reader.html", "docs/use-from.md", "docs/tutorials/elsewhere.md")
    paths = [root / name for name in ("CITATION.cff", *pages)]
    paths += root.glob("*.json")
    paths += [*(root / "data").rglob("*.*"), *(root / "schemas").glob("*.json")]
    paths += (root / "metadata").glob("*.*")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}


def test_committed_files_are_what_the_source_gives() -> None:
    found = run(ROOT, "--check")
    assert found.returncode == 0, found.stderr


def test_builds_do_not_depend_on_clock_locale_hash_order_or_folder(checkout: Path) -> None:
    for name in generated(checkout):
        if not name.endswith(".md") or name.startswith("metadata/"):
            (checkout / name).unlink()
    settings = {"TZ": "Asia/Almaty", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    built = subprocess.run(
        [sys.executable, str(ROOT / "scripts/build.py"), "--root", str(checkout)],
        capture_output=True,
        text=True,
        env={**os.environ, **settings},
        umask=0o077,
    )
    assert built.returncode == 0, built.stderr
    assert generated(checkout) == generated(ROOT)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "data/csv/numbers.csv",
            b"some 470",
            b"some 471",
            "data/csv/numbers.csv: row number-01788, column value_text is “some 471”",
        ),
        ("datapackage.json", b'"version": "1', b'"version": "9', "datapackage.json: line"),
        ("README.md", b"| 10 | The ten", b"| 11 | The ten", "README.md: line"),
        ("docs/use-from.md", b"Int64", b"Int32", "docs/use-from.md: line"),
        ("tests/clients/polars_csv.py", b"pl.Int64", b"pl.Int32", "docs/use-from.md: line"),
        (
            "docs/tutorials/elsewhere.md",
            b"colClasses",
            b"classes",
            "docs/tutorials/elsewhere.md: line",
        ),
        ("tests/clients/base_csv.R", b"UTF-8", b"UTF-16", "docs/tutorials/elsewhere.md: line"),
        ("schemas/media.json", b"Press", b"Printing", "schemas/media.json: line"),
    ],
)
def test_check_names_the_stale_file_and_the_first_difference(
    checkout: Path, name: str, old: bytes, new: bytes, said: str
) -> None:
    path = checkout / name
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    found = run(checkout, "--check")
    assert found.returncode == 1
    assert said in found.stderr
    assert f"correct source/ and run “python scripts/build.py --root {checkout}”" in found.stderr


def test_check_names_missing_and_stray_files(checkout: Path) -> None:
    (checkout / "data/csv/media.csv").unlink()
    (checkout / "data/csv/extra.csv").write_text("a\n")
    (checkout / "metadata/extra.json").write_text("{}\n")
    found = run(checkout, "--check")
    assert "data/csv/media.csv: the file is missing" in found.stderr
    for name in ("data/csv/extra.csv", "metadata/extra.json"):
        assert f"{name}: the source does not give this file" in found.stderr


def test_check_reads_into_parquet_files(checkout: Path) -> None:
    parquet = checkout / "data/parquet"
    (parquet / "media.parquet").write_bytes((parquet / "schools.parquet").read_bytes())
    found = run(checkout, "--check")
    assert "data/parquet/media.parquet: its columns, types or descriptions" in found.stderr


# A curator's mistakes: the file, what is written instead of what, and what the build says.
MISTAKES: dict[str, tuple[str, str, str, list[str]]] = {
    "quote not found": (
        "facts/numbers.yaml",
        "value_text: some 470",
        "value_text: some 480",
        ["numbers.yaml:4, row 1, column value_text", "nearest text is “some 470” at 1788"],
    ),
    "quote found twice": (
        "facts/policy_results.yaml",
        "topic: {code: assembly, quote: {in: convened the Assembly, quote: Assembly}}",
        "topic: {code: assembly, quote: Assembly}",
        ["occur 2 times in the passage searched", "at 5310", "at 5546", "{in: "],
    ),
    "quote elsewhere": (
        "facts/sessions.yaml",
        "date_text: June 1995",
        "date_text: January 1999",
        ["not within this row's “at”", "occur at 10389"],
    ),
    "part of a word": (
        "facts/holidays.yaml",
        "name_text: Nauryz",
        "name_text: Naury",
        ["column name_text", "“Naury” do not occur in the passage", "except within longer words"],
    ),
    "unknown column": (
        "facts/sessions.yaml",
        "constituent_text:",
        "constituant_text:",
        ["unknown column constituant_text. Did you mean “constituent_text”?"],
    ),
    "derived column": (
        "facts/sessions.yaml",
        "        constituent_text: constituent\n",
        '        constituent_text: constituent\n        ordinal: "1"\n',
        ["ordinal is a derived column; the build makes it"],
    ),
    "unknown code": (
        "facts/numbers.yaml",
        "{code: total, quote: totaling}",
        "{code: totall, quote: totaling}",
        [
            "column aggregate",
            "totall is not a code of the vocabulary aggregate. Did you mean “total”?",
        ],
    ),
    "code without its words": (
        "facts/numbers.yaml",
        "{code: total, quote: totaling}",
        "{code: total, quote: copies}",
        ["the words “copies” do not justify the code total, which needs one of: totaling"],
    ),
    "unknown entity": (
        "facts/numbers.yaml",
        "scope_id: {ref: radio, quote",
        "scope_id: {ref: radios, quote",
        [
            "numbers.yaml:33, row ",
            "column scope_id: radios is not a key of",
            "mean “radio”? The report: …",
        ],
    ),
    "link without a form": (
        "facts/numbers.yaml",
        "scope_id: {ref: books, quote: book titles}",
        "scope_id: {ref: books, quote: the states}",
        ["the words “the states” do not name books; its forms are “book titles”"],
    ),
    "link of a wrong kind": (
        "facts/events.yaml",
        "agent_id: {ref: nursultan-nazarbayev, quote: President Nursultan A. Nazarbayev}",
        "agent_id: {ref: first-forum, quote: the first forum}",
        [
            "first-forum is not allowed here",
            "of the kind event; the column takes only: person, office",
        ],
    ),
    "predicate of other kinds": (
        "facts/relations.yaml",
        "predicate: {code: borders_with, quote: border with}",
        "predicate: {code: lives_in, quote: border with}",
        ["of the kind place; the subject of lives_in can only be: ethnic_group"],
    ),
    "kind of no table": (
        "vocabularies.yaml",
        "subjects: [place], objects: [place]",
        "subjects: [place], objects: [palce]",
        ["the code borders_with: unknown kind palce. Did you mean “place”?"],
    ),
    "subject on the wrong side": (
        "facts/relations.yaml",
        "{ref: bordering-constituent-entities, quote: constituent entities}\n"
        "    predicate: {code: borders_with, quote: border with}\n"
        "    object_id: {ref: kazakhstan, quote: Kazakhstan}",
        "{ref: kazakhstan, quote: Kazakhstan}\n"
        "    predicate: {code: borders_with, quote: border with}\n"
        "    object_id: {ref: bordering-constituent-entities, quote: constituent entities}",
        ["column subject_id", "the subject of borders_with must stand before the words"],
    ),
    "null without reason": (
        "facts/sessions.yaml",
        '        motto_text: "“Into … Harmony”"\n',
        "",
        ["column motto_text", "is never null; quote the report's words for it"],
    ),
    "unknown reason": (
        "facts/numbers.yaml",
        "    as_of_text: today\n",
        "    as_of_text: {missing: unknown}\n",
        ["unknown reason unknown; the reasons are not_stated, not_applicable, open"],
    ),
    "row count": (
        "facts/media.yaml",
        "rows: 4",
        "rows: 5",
        ["media.yaml:1: “rows” is 5, as counted by reading, but 4 are here"],
    ),
    "row without an id": (
        "facts/persons.yaml",
        "  - id: rolf-ekeus\n    forms: [Rolf Ekeus]\n",
        "  - forms: [Rolf Ekeus]\n",
        ["the row needs an id"],
    ),
    "duplicate id": (
        "facts/places.yaml",
        "id: east-asia",
        "id: astana",
        ["places.yaml:37, row astana: the key astana occurs 2 times", "5 problems"],
    ),
    "duplicate YAML key": (
        "facts/media.yaml",
        "rows: 4\n",
        "rows: 4\nrows: 4\n",
        ["media.yaml:2: the key rows occurs twice"],
    ),
    "ambiguous form": (
        "facts/places.yaml",
        "forms: [Astana]",
        "forms: [Astana, OSCE]",
        ["places.yaml:12, row astana, column form: “OSCE”", "; make one of them local"],
    ),
    "form nowhere": (
        "facts/places.yaml",
        "forms: [Astana]",
        "forms: [Almaty]",
        ["the form “Almaty” is nowhere in the report"],
    ),
    "unreadable date": (
        "facts/sessions.yaml",
        "date_text: June 1995",
        "date_text: second session",
        ["column date_text", "“second session” is not a date"],
    ),
    "exception not found": (
        "mentions.yaml",
        "One has to emphasize",
        "One has to emphasise",
        ["mentions.yaml:", "do not occur in the passage searched"],
    ),
    "identifier of no entity": (
        "identifiers.yaml",
        "entity: astana",
        "entity: astanna",
        [
            "identifiers.yaml:33, row astanna",
            "astanna is not a key of entities. Did you mean “astana”?",
        ],
    ),
    "note on no table": (
        "editorial_notes.yaml",
        "voices: [report]",
        "voice: [report]",
        ["editorial_notes.yaml:5: unknown table voice. Did you mean “voices”?"],
    ),
    "note on no row": (
        "editorial_notes.yaml",
        "voices: [report]",
        "voices: [reprt]",
        ["editorial_notes.yaml:5, ", "reprt is not a key of voices. Did you mean “report”?"],
    ),
    "edge without a predicate": (
        "tables/places.yaml",
        "edge: {predicate: part_of, side: object}",
        "edge: {side: object}",
        ["places.yaml:13: columns.", ".edge: lacks the key predicate"],
    ),
    "edge of an unknown predicate": (
        "tables/places.yaml",
        "predicate: part_of,",
        "predicate: part_off,",
        ["places.yaml:13, column part_of_id: edge: unknown predicate part_off. Did you mean"],
    ),
    "edge with an unknown other end": (
        "tables/international_ties.yaml",
        "other: domestic_id",
        "other: domestc_id",
        ["column partner_id: edge: unknown link column domestc_id. Did you mean “domestic_id”?"],
    ),
    "unknown YAML key": (
        "package.yaml",
        "keywords:",
        "keyword:",
        ["package.yaml:", "unknown key keyword. Did you mean “keywords”?"],
    ),
    "report on an unknown place": (
        "package.yaml",
        "place: kazakhstan",
        "place: kazakstan",
        ["package.yaml:72: report.place", "unknown entity kazakstan. Did you mean “kazakhstan”?"],
    ),
    "unknown rule": (
        "tables/sessions.yaml",
        "rule: ordinal",
        "rule: ordinl",
        ["unknown rule ordinl. Did you mean “ordinal”?"],
    ),
    "unknown vocabulary": (
        "tables/numbers.yaml",
        "vocabulary: counted",
        "vocabulary: countd",
        ["unknown vocabulary countd. Did you mean “counted”?"],
    ),
    "code in a quoted column": (
        "facts/numbers.yaml",
        "    as_of_text: today\n",
        "    as_of_text: {code: today, quote: today}\n",
        ["numbers.yaml:9", "a quoted column takes the report's words, not a code or a link"],
    ),
    "words out of order": (
        "facts/schools.yaml",
        "financed_through_id: {ref: state-language-programme, quote: through the State",
        "financed_through_id: {ref: state-language-programme, quote: [101, financed]}\n#",
        ["“financed” does not come after “101”; list the words in the report's order"],
    ),
    "three dots": (
        "facts/numbers.yaml",
        "at: that organization has become today … 470",
        "at: that organization has become today ... 470",
        ["column at", "write the one character …"],
    ),
    "link without a quote": (
        "facts/numbers.yaml",
        "scope_id: {ref: assembly, quote: that organization}",
        "scope_id: {ref: assembly}",
        ["numbers.yaml:8", "items.0.scope_id: lacks the key quote"],
    ),
    "list for text": (
        "facts/numbers.yaml",
        "at: that organization has become today … 470 ethnic and cultural centers",
        "at: [that organization]",
        ["numbers.yaml:3", "items.0.at: is a list, but must be text"],
    ),
    "id in another form": (
        "facts/places.yaml",
        "id: astana",
        "id: Astana!",
        ["“Astana!” must have the form ^[a-z]"],
    ),
    "alias within itself": (
        "facts/numbers.yaml",
        "    as_of_text: today\n",
        "    as_of_text: &x [*x]\n",
        ["numbers.yaml:9: *x is an alias; write out what it stands for"],
    ),
    "reason of another column": (
        "facts/numbers.yaml",
        "    as_of_text: today\n",
        "    as_of_text: {missing: open}\n",
        ["a null of this column means not_stated, not open"],
    ),
    "wider code": (
        "facts/places.yaml",
        "place_type: {code: region_or_city, quote: regions and cities}",
        "place_type: {code: region, quote: regions and cities}",
        ["the words “regions and cities” justify the code region_or_city rather than region"],
    ),
    "needless local form": (
        "facts/places.yaml",
        "forms: [Astana]",
        "forms: [{in: held in Astana, form: Astana}]",
        ["“Astana” refers to nothing else; write it without “in”"],
    ),
    "needless exception": (
        "mentions.yaml",
        "quote: One,",
        "quote: emphasize,",
        ["“emphasize” at 4636 is not a mention; remove the entry"],
    ),
    "number in no cell": (
        "facts/numbers.yaml",
        "    value_text: some 470\n",
        "    value_text: {in: 470 ethnic, quote: ethnic}\n",
        ["column value_text: expected one number in “ethnic”, found 0"],
    ),
    "note of an unknown type": (
        "editorial_notes.yaml",
        "type: oddity",
        "type: odity",
        ["editorial_notes.yaml:2", "unknown type odity. Did you mean “oddity”?"],
    ),
    "identifier twice": (
        "identifiers.yaml",
        "identifier: cameo_ethnic:arm",
        "identifier: wikidata:Q79797",
        ["identifiers.yaml:21, row armenians, wikidata:Q79797: the key", "occurs 2 times"],
    ),
    "unknown group of columns": (
        "tables/sessions.yaml",
        "{use: provenance}",
        "{use: provenence}",
        ["unknown group provenence. Did you mean “provenance”?"],
    ),
    "rule of another type": (
        "tables/numbers.yaml",
        "{name: value, kind: derived, type: integer,",
        "{name: value, kind: derived, type: date,",
        ["column value: the rule number gives integer; correct “type”"],
    ),
    "rule without input": (
        "tables/numbers.yaml",
        "rule: number, inputs: [value_text]",
        "rule: number, inputs: [value]",
        ["the rule number reads one quoted column"],
    ),
    "unknown structural rule": (
        "tables/sessions.yaml",
        "kind: structural, rule: key",
        "kind: structural, rule: keyy",
        ["unknown rule keyy. Did you mean “key”?"],
    ),
    "key of no column": (
        "tables/sessions.yaml",
        "session-{ordinal:02d}",
        "session-{ordinl:02d}",
        ["the key names an unknown column ordinl. Did you mean “ordinal”?"],
    ),
    "minimum above a value": (
        "tables/numbers.yaml",
        'minimum: 1, description: "The number, in',
        'minimum: 5, description: "The number, in',
        ["row number-08518, column value: 3 is less than 5"],
    ),
    "vocabulary without a part": (
        "vocabularies.yaml",
        "frequency:\n  description: How often something recurs.\n",
        "frequency:\n",
        ["vocabularies.yaml:", "frequency: lacks the key description"],
    ),
    "code in use taken out": (
        "vocabularies.yaml",
        "    total: {label",
        "    totals: {label",
        ["numbers.yaml:57", "total is not a code of the vocabulary aggregate. Did you mean"],
    ),
    "minimum above a value that is made of words": (
        "tables/media.yaml",
        "rule: number, inputs: [language_count_text], minimum: 1",
        "rule: number, inputs: [language_count_text], minimum: 8",
        ["source/facts/media.yaml:26, row radio, column language_count: 7 is less than 8."],
    ),
    "role of no kind": (
        "tables/numbers.yaml",
        "role: fact\n",
        "role: facts\n",
        ["tables/numbers.yaml:4: role: “facts” must be one of fact, entity, "],
    ),
    "voice without a table of voices": (
        "tables/voices.yaml",
        "role: voice\n",
        "role: fact\n",
        ["tables/claims.yaml:", "the rule voice needs a table with the role voice; there is none"],
    ),
    "cycle of references": (
        "tables/voices.yaml",
        "  - {name: speech_text, kind: quoted,",
        "  - {name: speech_text, kind: quoted, references: claims,",
        [
            "tables/claims.yaml:14, column ",
            "lead in a circle, from claims to ",
            "voices to claims;",
        ],
    ),
    "key of two tables": (
        "tables/holidays.yaml",
        "key: {column: holiday_id, rule: written}\ncolumns:\n  - {name: holiday_id,",
        "key: {column: event_id, rule: written}\ncolumns:\n  - {name: event_id,",
        ["tables/holidays.yaml:8, ", "the key event_id is also the key of events; give it"],
    ),
    "repeated code of a settled mention": (
        "mentions.yaml",
        "  - {in: One has to emphasize, quote: One, disposition: idiom, reason: A pronoun.}\n",
        "  - {in: One has to emphasize, quote: One, disposition: idiom, reason: A pronoun.}\n" * 2,
        ["mentions.yaml:5: “One” in “One has to emphasize” is already settled; keep one"],
    ),
    "list items of an unknown form": (
        "package.yaml",
        '"{number}. "',
        '"{nmber}. "',
        ["package.yaml:", "document: the template “{nmber}. ” has “{nmber}”, which is not a place"],
    ),
    "title longer than the report": (
        "package.yaml",
        "title_paragraphs: 2",
        "title_paragraphs: 2000",
        ["package.yaml:", "document: the report has only 38 of the 2000 paragraphs that its title"],
    ),
    "sentence that no claim tells": (
        "facts/claims.yaml",
        "text: The Assembly … 2005",
        "text: 10th anniversary in 2005",
        ["report.txt:7, row sentence-02: no claim covers the word “The” of “The Assembly"],
    ),
    "YAML syntax": (
        "facts/media.yaml",
        "rows: 4",
        "rows: [4",
        ["media.yaml:", "not valid YAML"],
    ),
}


@pytest.mark.slow  # each of a hundred mistakes takes a build
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_answered_with_place_and_help_and_nothing_is_written(
    checkout: Path, mistake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, old, new, said = MISTAKES[mistake]
    path = checkout / "source" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = generated(checkout)
    assert build.main(["--root", str(checkout)]) == 1
    answer = capsys.readouterr().err
    for words in (*said, "nothing was written"):
        assert words in answer
    assert generated(checkout) == before


def test_a_broken_foreign_key_is_named(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = checkout / "source/tables/media.yaml"
    text = path.read_text(encoding="utf-8")
    column = "{name: language_scope_text, kind: quoted,"
    assert column in text
    path.write_text(text.replace(column, f"{column} references: voices,"), encoding="utf-8")
    assert build.main(["--root", str(checkout)]) == 1
    place = "source/facts/media.yaml:8, row print, column language_scope_text"
    assert f"{place}: different languages is not a key of voices" in capsys.readouterr().err


def test_all_mistakes_of_a_run_are_listed(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for mistake in ("quote not found", "unknown column", "row count", "unknown code"):
        file, old, new, _ = MISTAKES[mistake]
        path = checkout / "source" / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert build.main(["--root", str(checkout)]) == 1
    answer = capsys.readouterr().err
    for words in ("some 470", "constituant_text", "but 4 are here", "totall"):
        assert words in answer


BAD_FILES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "altered report": (
        "report.txt",
        lambda data: data.replace(b"470", b"471"),
        "source/report.txt: the report was altered: its sha256 is",
    ),
    "report in another encoding": (
        "report.txt",
        lambda data: data.decode().encode("utf-16"),
        "source/report.txt: byte 0 is not UTF-8",
    ),
    "facts in another encoding": (
        "facts/media.yaml",
        lambda data: data.replace(b"rows: 4", "rows: 4 # é".encode("latin-1")),
        "source/facts/media.yaml: byte 10 is not UTF-8",
    ),
    "control character": (
        "facts/media.yaml",
        lambda data: data.replace(b"rows: 4", b"rows: \x004"),
        "source/facts/media.yaml:1: not valid YAML: control characters",
    ),
    "empty facts": ("facts/media.yaml", lambda data: b"", "the file is empty"),
}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_a_bad_file_is_one_sentence_with_its_place(checkout: Path, fault: str) -> None:
    file, damage, said = BAD_FILES[fault]
    path = checkout / "source" / file
    path.write_bytes(damage(path.read_bytes()))
    before = generated(checkout)
    found = run(checkout)
    assert found.returncode == 1
    assert said in found.stderr
    assert "Traceback" not in found.stderr
    assert generated(checkout) == before


def test_a_failed_write_leaves_the_old_files_whole(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = checkout / "source/package.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("version: 0.1.0", "version: 0.2.0"))
    before = generated(checkout)
    replace = Path.replace

    def fail_late(self: Path, target: Path) -> Path:
        if self.match("new/data/csv/sentences.csv"):
            raise OSError(28, "no space left", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail_late)
    assert build.main(["--root", str(checkout)]) == 1
    assert "data/csv/sentences.csv: cannot be written: no space left" in capsys.readouterr().err
    assert generated(checkout) == before


def test_a_build_does_not_touch_files_that_are_not_its_own(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = checkout / "data/csv/my_notes.csv"
    mine.write_text("mine\n")
    assert build.main(["--root", str(checkout)]) == 1
    assert "data/csv/my_notes.csv: the source does not give this file" in capsys.readouterr().out
    assert mine.read_text() == "mine\n"
    mine.unlink()
    (checkout / "data/csv/sentences.csv").unlink()
    (checkout / "data/csv/sentences.csv").mkdir()
    assert build.main(["--root", str(checkout)]) == 1
    assert "data/csv/sentences.csv: cannot be written: a folder" in capsys.readouterr().err


def test_a_missing_report_is_named(checkout: Path) -> None:
    (checkout / "source/report.txt").unlink()
    found = run(checkout)
    assert (found.returncode, "source/report.txt: the file is missing" in found.stderr) == (1, True)


def test_a_facts_file_of_no_table_is_named(checkout: Path) -> None:
    (checkout / "source/facts/session.yaml").write_text("rows: 1\nitems: [{at: x}]\n")
    found = run(checkout)
    assert "source/facts/session.yaml: the file must be named after a table" in found.stderr
    assert "Did you mean “sessions”?" in found.stderr


def test_a_source_without_facts_is_named(checkout: Path) -> None:
    shutil.rmtree(checkout / "source/facts")
    before = generated(checkout)
    found = run(checkout)
    assert found.returncode == 1
    assert "source/facts: the folder is missing; write one file for each table" in found.stderr
    assert generated(checkout) == before


def test_a_table_that_no_facts_fill_is_named(checkout: Path) -> None:
    (checkout / "source/facts/holidays.yaml").unlink()
    before = generated(checkout)
    found = run(checkout)
    assert found.returncode == 1
    sentence = "source/tables/holidays.yaml:1: the table has no facts; write source/facts/holidays"
    assert sentence in found.stderr
    assert generated(checkout) == before


def test_a_pipe_in_place_of_a_file_is_named_and_not_waited_for(checkout: Path) -> None:
    path = checkout / "source/facts/holidays.yaml"
    path.unlink()
    os.mkfifo(path)
    found = run(checkout)
    assert found.returncode == 1
    assert "source/facts/holidays.yaml: the path is not a file" in found.stderr


def test_what_a_report_says_itself_needs_a_voice(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = checkout / "source/package.yaml"
    text = path.read_text(encoding="utf-8")
    assert "  voice: report\n" in text
    path.write_text(text.replace("  voice: report\n", "  voice: reprt\n"), encoding="utf-8")
    before = generated(checkout)
    assert build.main(["--root", str(checkout)]) == 1
    sentence = "source/package.yaml: document.voice: unknown voice reprt. Did you mean “report”?"
    assert sentence in capsys.readouterr().err
    assert generated(checkout) == before
