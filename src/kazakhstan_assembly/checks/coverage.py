"""Check that what the text states is in the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.checks.recomputed import differences
from kazakhstan_assembly.document import recognizers
from kazakhstan_assembly.document.spans import Span, SpanCover, SpanIndex, quote_spans
from kazakhstan_assembly.model.tables import Model

# Roles of columns whose words are told by a claim or said by a voice, and not held by a fact.
_NOT_HELD = frozenset({"statement", "speech"})


def check_coverage(evidence: Evidence) -> Iterator[Finding]:
    """Mentions are complete, sentences are cited, what is recognized is in a cell or settled."""
    yield from differences("coverage", evidence, "mentions")
    yield from _unsettled(evidence)
    if any(evidence.model.with_role("claim")):
        yield from _uncited_sentences(evidence)
    yield from _unheld(evidence)
    yield from _incomplete_enumerations(evidence)


def _unsettled(evidence: Evidence) -> Iterator[Finding]:
    """Yield mentions that are in no cell and have no disposition."""
    for mention in evidence.derived.index.mentions:
        if not mention.disposition:
            around = Span(max(0, mention.span.start - 40), mention.span.end + 40)
            message = (
                f"the {mention.kind} “{quote_spans(evidence.report, [mention.span])}” at "
                f"{mention.span.start} (“…{quote_spans(evidence.report, [around])}…”) is in no "
                "cell of a fact table; quote it in one, or give it a disposition"
            )
            yield Finding("coverage", message, "mentions", mention.key, "disposition")


def _uncited_sentences(evidence: Evidence) -> Iterator[Finding]:
    cited = {record["sentence_id"] for record in evidence.tables["evidence"]}
    for sentence in evidence.tables["sentences"]:
        if sentence["kind"] != "heading" and sentence["sentence_id"] not in cited:
            message = f"no claim or fact cites “{sentence['text']}”"
            yield Finding("coverage", message, "sentences", str(sentence["sentence_id"]))


def _unheld(evidence: Evidence) -> Iterator[Finding]:
    """Yield what independent recognizers find and no cell holds."""
    cells = SpanCover(
        span for table, column, span in evidence.cited() if _is_held(evidence.model, table, column)
    )
    settled = SpanCover(_places(evidence))
    not_names = evidence.model.document.not_names
    for found in recognizers.recognize(evidence.report, not_names):
        if not cells.contains(found.span) and not settled.contains(found.span):
            shown = quote_spans(evidence.report, [found.span])
            message = f"the {found.kind} “{shown}” at {found.span.start} is in no cell"
            place = evidence.derived.surroundings.sentences.at(found.span.start).sentence_id
            yield Finding("coverage", message, "sentences", place)


def _is_held(model: Model, table: str, column: str) -> bool:
    declared = model.tables[table].by_name.get(column) if table in model.tables else None
    return declared is None or declared.role not in _NOT_HELD


def _places(evidence: Evidence) -> Iterator[Span]:
    """Yield where the published mentions stand."""
    for record in evidence.tables["mentions"]:
        start, end = record["char_start"], record["char_end"]
        if isinstance(start, int) and isinstance(end, int):
            yield Span(start, end)


def _incomplete_enumerations(evidence: Evidence) -> Iterator[Finding]:
    """Yield enumerations of which a table holds most members, but not all."""
    claims = {table.name for table in evidence.model.with_role("claim")}
    not_names = evidence.model.document.not_names
    cited = SpanIndex((s, table) for table, _, s in evidence.cited() if table not in claims)
    for members in recognizers.enumerations(evidence.report, not_names):
        whole = Span(members[0].start, members[-1].end)
        first = 0 if _is_alike(evidence.report, *members[:2]) else 1
        for table, held in _held_members(members, whole, cited).items():
            left = set(range(first, len(members))) - held
            if left and len(held) >= (2 if len(left) == 1 else 3):
                lacking = quote_spans(evidence.report, [members[min(left)]])
                shown = quote_spans(evidence.report, [whole])
                yield Finding("coverage", f"the table lacks “{lacking}” of “{shown}”", table)


def _held_members(members: list[Span], whole: Span, cited: SpanIndex[str]) -> dict[str, set[int]]:
    """Return the numbers of the members that each table holds on their own.

    Of the last member only the first word is certain, so that what holds it may go on behind it.
    """
    held: dict[str, set[int]] = defaultdict(set)
    for span, table in cited.overlapping(whole):
        if span.start >= whole.start:
            inside = {n for n, member in enumerate(members) if member.overlaps(span)}
            held[table] |= inside if len(inside) == 1 else set()
    return held


def _is_alike(report: str, one: Span, other: Span) -> bool:
    """Return whether two members end with words that are both names, or neither."""
    ends = (quote_spans(report, [member]).split()[-1] for member in (one, other))
    return len({end[0].isupper() for end in ends}) == 1
