"""Parts of hand-written pages that programs write, between two marks on lines of their own.

<!-- generated: NAME -->
what a program wrote
<!-- end of NAME -->
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotation.source_findings import source_finding
from annotation.yaml_source import read_text
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.errors import SourceError, nearest

_MARK = re.compile(r"^<!-- (generated:|end of) (\w+) -->\n?", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A marked block: its name, the line of its first mark, and where its content is."""

    name: str
    line: int
    start: int
    end: int


def has_marks(root: Path, file: str) -> bool:
    """Return whether there is a page with a mark; a page without any is its author's alone."""
    return (root / file).is_file() and _MARK.search(read_text(root / file, file)) is not None


def fill_page(root: Path, file: str, blocks: Mapping[str, str]) -> bytes:
    """Return a page with the given content in its blocks; each of `blocks` must be there once."""
    text = read_text(root / file, file)
    found = find_blocks(text, file)
    findings = [*_unknown(found, blocks, file), *_missing(found, blocks, file)]
    if findings:
        raise SourceError(findings)
    return _replace(text, found, blocks).encode()


def fill_block(text: str, file: str, name: str, content: str) -> str:
    """Return the text of a page with the given content in one block; other blocks stay."""
    found = [block for block in find_blocks(text, file) if block.name == name]
    findings = _missing(found, [name], file)
    if findings:
        raise SourceError(findings)
    return _replace(text, found, {name: content})


def find_blocks(text: str, file: str) -> list[Block]:
    """Return the marked blocks of a page in order, or raise what is wrong with its marks."""
    blocks: list[Block] = []
    findings: list[Finding] = []
    opening: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        line = _line(text, mark)
        if mark[1] == "generated:":
            if opening is not None:
                findings.append(_unclosed(text, file, opening))
            if mark[2] in {block.name for block in blocks}:
                message = f"the block {mark[2]} is marked twice; keep one of the two"
                findings.append(source_finding(file, message, line))
            opening = mark
        elif opening is None or opening[2] != mark[2]:
            message = f"this ends the block {mark[2]}, which does not start before it"
            findings.append(source_finding(file, message, line))
        else:
            blocks.append(Block(mark[2], _line(text, opening), opening.end(), mark.start()))
            opening = None
    if opening is not None:
        findings.append(_unclosed(text, file, opening))
    if findings:
        raise SourceError(findings)
    return blocks


def _line(text: str, mark: re.Match[str]) -> int:
    return text.count("\n", 0, mark.start()) + 1


def _unclosed(text: str, file: str, opening: re.Match[str]) -> Finding:
    message = f"the block {opening[2]} does not end; write <!-- end of {opening[2]} --> after it"
    return source_finding(file, message, _line(text, opening))


def _unknown(found: list[Block], names: Collection[str], file: str) -> list[Finding]:
    return [
        source_finding(
            file,
            f"no program writes a block {block.name}. {nearest(block.name, names, 'blocks')}",
            block.line,
        )
        for block in found
        if block.name not in names
    ]


def _missing(found: list[Block], names: Collection[str], file: str) -> list[Finding]:
    marked = {block.name for block in found}
    return [
        source_finding(
            file,
            f"the block {name} is missing; write <!-- generated: {name} --> and "
            f"<!-- end of {name} --> on lines of their own",
        )
        for name in names
        if name not in marked
    ]


def _replace(text: str, found: list[Block], blocks: Mapping[str, str]) -> str:
    # From the last block to the first, so that the places of those before it still hold.
    for block in reversed(found):
        text = text[: block.start] + blocks[block.name] + text[block.end :]
    return text
