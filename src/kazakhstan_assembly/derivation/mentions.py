"""Every name, description, number, ordinal, date and quotation, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from kazakhstan_assembly.derivation.linking import places_of
from kazakhstan_assembly.derivation.rows import Row
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of
from kazakhstan_assembly.document.spans import DisjointSpans, Span, SpanCover, fold_spaces

# White space within a paragraph, which ends where its line does.
_GAP = r"(?:[^\S\n]+)"

# Times, as :mod:`~kazakhstan_assembly.derivation.times` reads them. Years run from 1000 to 2099:
# any other numeral of four digits is more often a number.
_YEAR = r"\b(?:1[0-9]|20)[0-9]{2}"
_ENDING = any_of(english.ORDINAL_ENDINGS)
_DAY = rf"\b[0-9]{{1,2}}{_ENDING}?"
_MONTH = rf"\b(?:{any_of(english.MONTHS)}\b|{any_of(english.MONTH_ABBREVIATIONS)}\b\.?)"
_SEASON = rf"\b(?i:{any_of(english.SEASONS)})\b"
_OF_YEAR = rf"(?:,?{_GAP}(?:of{_GAP})?{_YEAR}\b)"
_DASH = rf"{_GAP}?[{english.DASHES}]{_GAP}?"
_DATE_JOINT = rf"(?:{_DASH}|{_GAP}{any_of(english.DATE_RANGE_JOINTS)}{_GAP})"
_DAYS = rf"{_DAY}(?:{_DATE_JOINT}{_DAY})?"  # "9" or "9–12"
_RANK = rf"\b(?:[0-9]+{_ENDING}|(?i:{any_of(english.ORDINALS)}))"
_TIME = "|".join(
    (
        rf"{_DAYS}{_GAP}(?:of{_GAP})?{_MONTH}{_OF_YEAR}?",
        rf"{_MONTH}{_GAP}{_DAYS}(?:,?{_GAP}{_YEAR}\b)?(?![0-9])",
        rf"{_MONTH}{_OF_YEAR}",
        rf"{_SEASON}{_OF_YEAR}",
        rf"{_YEAR}(?:[’']?s\b|{_DASH}[0-9]{{2}}\b|\b)",  # "1880s", "1911–13", "1911"
        rf"{_RANK}(?:{_GAP}|-)[Cc]entury\b",
    )
)
_INTERVAL = rf"(?:{_TIME}|{_MONTH}|{_SEASON}){_DATE_JOINT}(?:{_TIME})"

# Numbers, as :mod:`~kazakhstan_assembly.derivation.numbers` reads them, with the unit beside them.
_MULTIPLIER = any_of([*english.SCALES, "dozen"])
_DIGIT = any_of(list(english.SMALL_NUMBERS)[1:10])
_SMALL = rf"(?:{any_of(english.TENS)}(?:(?:{_GAP}|-){_DIGIT})?|{any_of(english.SMALL_NUMBERS)})"
# Repetitions are limited to what a number can have: a long text must not be tried over and over.
_GROUP = rf"(?:(?:{_SMALL}|an?)(?:{_GAP}{_MULTIPLIER}){{1,2}}|{_MULTIPLIER}|{_SMALL}{_GAP}score)"
_WORDS = rf"\b(?i:(?:{_GROUP}{_GAP}(?:and{_GAP})?){{0,5}}(?:{_GROUP}|{_SMALL}))\b"
_NUMERAL = r"(?<![0-9])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9])"
_SIGN = rf"(?:[A-Z]{{1,2}})?[{english.CURRENCY_SIGNS}]"
_CODE = rf"\b{any_of(english.CURRENCY_CODES)}\b"
_PERCENT = any_of(chain(*english.PERCENT_WORDS.values())).replace(r"\ ", _GAP)
_UNIT_BEHIND = rf"(?:{_GAP}?{_PERCENT}(?!\w)|{_GAP}?{_CODE}|{_SIGN})"
_AMOUNT = (
    rf"(?:{_SIGN}{_GAP}?{_NUMERAL}(?:{any_of(english.SCALE_LETTERS)}\b)?"
    rf"|(?:{_CODE}{_GAP}?)?{_NUMERAL}(?:[¼-¾⅐-⅞]|/[0-9]+)?|{_WORDS})"
    rf"(?:{_GAP}(?i:{_MULTIPLIER})\b){{0,2}}{_UNIT_BEHIND}?"
)
_NUMBER_JOINT = (  # a hyphen joins two numerals, or the parts of one number in words
    rf"(?:{_GAP}(?:up{_GAP})?{any_of(english.RANGE_JOINTS)}{_GAP}|{_GAP}?[–—]{_GAP}?"
    rf"|(?<=[0-9%])-(?=[0-9{english.CURRENCY_SIGNS}]))"
)
_VAGUE_WORDS = any_of(english.VAGUE_NUMBERS)
_SHARE = "|".join(
    (
        rf"{_SMALL}(?:{_GAP}|-){any_of(english.PLURAL_DENOMINATORS)}",
        rf"one(?:{_GAP}|-){any_of(english.SINGULAR_DENOMINATORS)}",
        rf"an?{_GAP}{any_of(english.SINGULAR_DENOMINATORS)}(?={_GAP}of\b)",  # not "a third session"
        rf"an?{_GAP}(?:half|quarter)",
        rf"half(?:{_GAP}an?{_GAP}{_MULTIPLIER})?",
    )
)

# A pattern takes only places that those before it left free. A match that is not free is dropped
# whole, so the shorter forms follow: "12" is found where "from 12 to 1911" is not free as a range.
_PATTERNS = (
    ("quotation", re.compile(r"[“\"][^“”\"]+[”\"]")),
    ("date", re.compile(_INTERVAL)),
    ("date", re.compile(_TIME)),
    ("number", re.compile(rf"(?i:\b(?:{_SHARE})\b)")),
    ("number", re.compile(rf"\b[Bb]etween{_GAP}{_AMOUNT}{_GAP}and{_GAP}{_AMOUNT}")),
    ("number", re.compile(rf"(?:\b[Ff]rom{_GAP})?{_AMOUNT}{_NUMBER_JOINT}{_AMOUNT}")),
    ("ordinal", re.compile(rf"{_RANK}\b")),
    ("number", re.compile(_AMOUNT)),
    (
        "number",
        re.compile(rf"(?i:\b{_VAGUE_WORDS}(?:{_GAP}of{_GAP}{_VAGUE_WORDS}){{0,2}}\b)|[¼-¾⅐-⅞]"),
    ),
)


@dataclass(frozen=True)
class Mention:
    """A stretch of the report that names, describes, counts, ranks, dates or quotes."""

    span: Span
    kind: str
    entity_id: str | None = None
    disposition: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.span.start:05}"


@dataclass(frozen=True)
class MentionException:
    """A place that the rules would settle wrongly, with what a person settled."""

    span: Span
    disposition: str


def find_mentions(
    report: str, named: Sequence[Mention], exceptions: Sequence[MentionException]
) -> list[Mention]:
    """Return all mentions, `named` among them, those of exceptions settled, in order."""
    settled = {exception.span: exception.disposition for exception in exceptions}
    found = [*_longest(report, named, list(settled)), *_pattern_mentions(report)]
    found = [replace(m, disposition=settled.get(m.span, "")) for m in found]
    found += [
        replace(mention, entity_id=None, disposition=settled[mention.span])
        for mention in named
        if mention.span in settled
    ]
    return sorted(found, key=lambda mention: (mention.span.start, -mention.span.end, mention.kind))


def form_mentions(report: str, rows: Iterable[Row]) -> Iterator[Mention]:
    """Yield every place where a form of an entity stands, row by row."""
    for row in rows:
        for form in row.forms:
            for span in places_of(report, form):
                yield Mention(span, form.kind, row.key)


def _longest(report: str, candidates: Iterable[Mention], blocked: list[Span]) -> list[Mention]:
    """Keep the longest of the mentions that overlap; an exception blocks what lies within it."""
    exceptions, taken = SpanCover(blocked), DisjointSpans(report)
    return [
        mention
        for mention in sorted(candidates, key=lambda m: (m.span.start - m.span.end, m.span.start))
        if not exceptions.contains(mention.span) and taken.add_if_free(mention.span)
    ]


def ambiguous_forms(named: Iterable[Mention]) -> Iterator[tuple[str, str, Span]]:
    """Yield two entities that claim the same words at the same place, and the place."""
    owners: dict[Span, str] = {}
    for mention in named:
        owner = owners.setdefault(mention.span, str(mention.entity_id))
        if owner != mention.entity_id:
            yield owner, str(mention.entity_id), mention.span


def _pattern_mentions(report: str) -> Iterator[Mention]:
    taken = DisjointSpans(report)
    for kind, regex in _PATTERNS:
        for match in regex.finditer(report):
            span = Span(match.start(), match.end())
            if kind == "quotation" or taken.add_if_free(span):
                yield Mention(span, kind)


def dispose(report: str, mentions: list[Mention], cells: list[Span]) -> Iterator[Mention]:
    """Yield each mention with its disposition; it is empty where the mention has none."""
    quotations = {mention.span for mention in mentions if mention.kind == "quotation"}
    exact = set(cells)
    inner, quoted = SpanCover(exact - quotations), SpanCover(quotations)
    held = [mention.span in exact or inner.contains(mention.span) for mention in mentions]
    pairs = list(zip(mentions, held, strict=True))
    known = {_sense(report, mention) for mention, is_held in pairs if is_held}
    for mention, is_held in pairs:
        if mention.disposition:
            yield mention
        elif is_held:
            yield replace(mention, disposition="cell")
        elif quoted.contains(mention.span):
            yield replace(mention, disposition="inside_quotation")
        elif _sense(report, mention) in known:
            yield replace(mention, disposition="repeat")
        else:
            yield mention


def _sense(report: str, mention: Mention) -> str:
    words = fold_spaces(report[mention.span.start : mention.span.end]).casefold()
    return mention.entity_id or words
