"""Check that quoted words are whole phrases, that these nest, and that claims cover the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kazakhstan_assembly.checks.evidence import Evidence
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.checks.whole_spans import name_spans, rules_by_input
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.derivation.rules import TOKEN_RULES
from kazakhstan_assembly.document.phrases import Words, find_crossings
from kazakhstan_assembly.document.spans import quote_spans
from kazakhstan_assembly.model.columns import Column
from kazakhstan_assembly.model.invariants import SameWords
from kazakhstan_assembly.model.tables import Table


def check_phrases(evidence: Evidence) -> Iterator[Finding]:
    """Quoted words are whole phrases, phrases nest, and claims tell every word of a sentence."""
    sentences = evidence.derived.surroundings.sentences.all
    text = Words(evidence.report, [sentence.span.start for sentence in sentences])
    cells = list(_phrase_cells(evidence, text))
    names = [phrase for span in name_spans(evidence) if (phrase := text.range_of(span))]
    yield from _partial_phrases(text, cells, names)
    yield from _crossing_phrases(evidence, text, cells, names)
    if any(evidence.model.with_role("claim")):
        yield from _untold_words(evidence, text, cells)


class _PhraseCell(NamedTuple):
    """A cell with the numbers of its words in the report.

    ``is_token`` says that a number, a rank or a date is made of the words, ``is_name`` that they
    name an entity, ``leads_to_list`` that the first member of a list follows them.
    """

    table: str
    row: str
    column: Column
    phrases: list[range]
    is_token: bool
    is_name: bool
    leads_to_list: bool

    @property
    def whole(self) -> range:
        """From the first word to the last, with what lies between them."""
        return range(self.phrases[0].start, self.phrases[-1].stop)

    def finding(self, message: str) -> Finding:
        return Finding("phrases", message, self.table, self.row, self.column.name)


def _phrase_cells(evidence: Evidence, text: Words) -> Iterator[_PhraseCell]:
    for table in evidence.model.facts():
        rules, leads = rules_by_input(table), _leads_of_lists(table)
        rows = [(row, _cited_phrases(row, text)) for row in evidence.rows[table.name]]
        # The words that all members of a list share lead to the first member, which has its row.
        starts = {phrases[0].start for _, cited in rows for phrases in cited.values()}
        for row, cited in rows:
            for column in table.columns:
                if phrases := cited.get(column.name):
                    yield _PhraseCell(
                        table.name,
                        row.key,
                        column,
                        phrases,
                        is_token=bool(rules.get(column.name, set()) & TOKEN_RULES),
                        is_name=column.role == "name",
                        leads_to_list=column.name in leads and phrases[-1].stop in starts,
                    )


def _cited_phrases(row: Row, text: Words) -> dict[str, list[range]]:
    """Return the phrases that each cell of a row cites."""
    cited: dict[str, list[range]] = {}
    for column, spans in row.spans.items():
        found = [text.range_of(span) for span in spans]
        if phrases := [phrase for phrase in found if phrase]:
            cited[column] = phrases
    return cited


def _leads_of_lists(table: Table) -> set[str]:
    """Return the columns whose words all members of a list share."""
    lists = [invariant for invariant in table.invariants if isinstance(invariant, SameWords)]
    return {column for one in lists for column in one.columns}


def _untold_words(evidence: Evidence, text: Words, cells: list[_PhraseCell]) -> Iterator[Finding]:
    """Yield words of sentences that no claim tells; of list items, that no cell holds."""
    claimed: list[range] = []
    held: list[range] = []
    for cell in cells:
        held += cell.phrases
        if cell.column.role == "statement":
            claimed += cell.phrases
    by_claims, by_cells = text.mark(claimed), text.mark(held)
    for sentence in evidence.derived.surroundings.sentences.all:
        if sentence.kind == "heading":
            continue
        told = by_claims if sentence.kind == "sentence" else by_cells
        for word in text.find_unmarked(text.range_of(sentence.span), told):
            message = f"no claim covers the word “{word}” of “{sentence.text}”"
            yield Finding("phrases", message, "sentences", sentence.sentence_id)


class _Borders:
    """Where phrases begin and end: a phrase may end where another one goes on."""

    def __init__(self, cells: list[_PhraseCell], names: list[range]) -> None:
        self.starts = Counter(cell.whole.start for cell in cells)
        self.stops = Counter(cell.whole.stop for cell in cells)
        self.name_starts = {name.start for name in names}
        self.name_stops = {name.stop for name in names}
        self.longest_name = dict(sorted((name.start, name.stop) for name in names))

    def is_met_at_start(self, phrase: range) -> bool:
        """Return whether another phrase or name starts or ends where a phrase starts."""
        start = phrase.start
        return self.starts[start] > 1 or start in self.stops or start in self.name_stops

    def is_met_at_stop(self, phrase: range) -> bool:
        """Return whether another phrase or name ends or starts where a phrase stops."""
        stop = phrase.stop
        return self.stops[stop] > 1 or stop in self.starts or stop in self.name_starts

    def leads_longer_name(self, phrase: range) -> bool:
        """Return whether a phrase is the beginning of a longer name."""
        return self.longest_name.get(phrase.start, phrase.stop) > phrase.stop


def _partial_phrases(
    text: Words, cells: list[_PhraseCell], names: list[range]
) -> Iterator[Finding]:
    borders = _Borders(cells, names)
    for cell in cells:
        if cell.column.kind != "quoted" or cell.column.pattern:
            continue
        phrase = cell.whole
        word = text.find_dangling_word(
            phrase, leading=cell.column.modifier, to_list=cell.leads_to_list
        )
        if word:
            yield cell.finding(f"“{word}” needs the words after it, which are left out")
        if cell.column.modifier:
            continue
        if cell.is_name and (word := text.find_leading_preposition(phrase)):
            yield cell.finding(f"“{word}” is not part of a name")
        is_whole = cell.is_token or borders.leads_longer_name(phrase)
        if not is_whole and (word := text.find_missing_opener(phrase)):
            yield cell.finding(f"“{word}” before the words belongs to them, but is left out")
        word = text.find_missing_neighbour(
            phrase,
            has_phrase_before=borders.is_met_at_start(phrase),
            has_phrase_behind=borders.is_met_at_stop(phrase),
        )
        if word:
            yield cell.finding(f"“{word}” beside the words belongs to them, but is left out")


def _crossing_phrases(
    evidence: Evidence, text: Words, cells: list[_PhraseCell], names: list[range]
) -> Iterator[Finding]:
    owners: dict[tuple[int, int], _PhraseCell] = {}
    quoted: list[range] = []
    for cell in cells:
        owners |= {(phrase.start, phrase.stop): cell for phrase in cell.phrases}
        quoted += cell.phrases if cell.column.kind == "quoted" else []
    for one, other in find_crossings([*names, *quoted]):
        shown = quote_spans(evidence.report, [text.span(one)])
        message = f"the words are partly inside and partly outside “{shown}”"
        owner = owners.get((other.start, other.stop)) or owners.get((one.start, one.stop))
        yield owner.finding(message) if owner else Finding("phrases", message)
