"""Refuse prose that no native speaker would write, and sentences that are too long.

python scripts/prose.py    exit 1 names each place: file, line and what is wrong

It reads the pages, the descriptions and definitions in source/ and of the engine's own tables, and
the docstrings of the public API. Code, tables and quotations of the report are left out.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import kazakhstan_assembly as ka

ROOT = Path(__file__).parents[1]
_PAGES = ("README.md", "CONTRIBUTING.md", "docs/**/*.md")
_GENERATED = ("docs/_build", "docs/codebook", "docs/gallery", "docs/changelog.md", "docs/cite.md")
_DECLARED = (
    "source/tables/*.yaml",
    "source/columns.yaml",
    "source/vocabularies.yaml",
    "source/editorial_notes.yaml",
    "src/kazakhstan_assembly/model/built_in/**/*.yaml",
)
# What a key of these files holds for people to read.
_TOLD = re.compile(
    r"\b(?:description|definition|title|issue|reading|other_readings): "
    r"(?:\"((?:[^\"\\]|\\.)*)\"|([^,}\n][^}\n]*))"
)
_MOST_WORDS = 35
# A semicolon or a colon ends what a reader has to keep in mind at once, and so does a parameter.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?:;])[)”\"]*\s+|\n(?=[\w, ]+ : )|-{3,}\n")
# Clipped inversions and words that translate another language; what to say stands beside each.
PATTERNS = {
    r"\b(?:one|a|two) (?:row|file|page|column|table|line) an? (?!half)\w+": "one row per …",
    r"\b(?:made|asks?|asked|tried|drawn|read|built) (?:\w+ )?anew\b": "rebuilt, recomputed, again",
    r"\b(?:claims|those of \w+|speech of voices|\w+ itself) aside\b": "except claims",
    r"\bof a happening\b": "of an event",
    r"\bbe it\b": "even",
    r"\band its kin\b": "and related functions",
    r"\bwhat none of them knows\b": "say what is unknown, to whom",
    r"\bis no condition\b": "is not a condition",
    r"\bquicker than to\b": "faster than",
    r"\bwords that stand once where they are sought\b": "a quote that occurs once in the passage",
    r"\btables beyond the plan\b": "helper tables",
}


def main() -> int:
    """Print what is wrong with the prose; return 1 if anything is."""
    found = [f"{place}: {message}" for place, text in passages() for message in problems(text)]
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


def problems(text: str) -> Iterator[str]:
    """Yield what is wrong with a passage, one sentence for each fault."""
    for pattern, instead in PATTERNS.items():
        if match := re.search(pattern, text, re.IGNORECASE):
            yield f"“{match[0]}” is not plain English; say: {instead}"
    for sentence in _SENTENCE_ENDS.split(text):
        count = len(sentence.split())
        if count > _MOST_WORDS:
            shown = " ".join(sentence.split()[:8])
            yield f"a sentence of {count} words, which begins “{shown}”; split it"


def passages() -> Iterator[tuple[str, str]]:
    """Yield each passage that people read, with its place."""
    for path in _files(_PAGES):
        yield from _paragraphs(path)
    for path in _files(_DECLARED):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for match in _TOLD.finditer(line):
                yield f"{path.relative_to(ROOT)}:{number}", match[1] or match[2]
    for name in ka.__all__:
        text = inspect.getdoc(getattr(ka, name)) or ""
        for part in re.split(r"\n\s*\n", re.sub(r"(?ms)^>>>.*?(?=\n\n|\Z)", "", text)):
            yield f"kazakhstan_assembly.{name}", part


def _files(patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if not str(path.relative_to(ROOT)).startswith(_GENERATED):
                yield path


def _blank_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _paragraphs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs and items of a page; fenced code, tables and headings are left out."""
    text = path.read_text(encoding="utf-8")
    # Blank lines take its place, so that the numbers of lines stay.
    text = re.sub(r"(?ms)^(```|---).*?^\1", _blank_lines, text)
    text = re.sub(r"(?m)^ {4}.*$|^\|.*$|^#.*$|^<!--.*$|^> .*$", "", text)
    number = 1
    for part in re.split(r"(\n\s*\n|\n(?=- ))", text):
        if part.strip():
            yield f"{path.relative_to(ROOT)}:{number}", re.sub(r"`[^`]*`", "code", part)
        number += part.count("\n")


if __name__ == "__main__":
    sys.exit(main())
