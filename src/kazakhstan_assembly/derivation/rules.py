"""The derivations: small pure functions from the report's words to typed values.

Every derived column of a table names one of these rules and the columns it reads
(``rule`` and ``inputs`` in its schema), so any cell can be recomputed by hand. A rule gets
one argument per column it reads and returns the value, or :class:`Missing` with the reason why
the words give none. It raises :class:`RuleError` for words it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kazakhstan_assembly.derivation.dates import (
    date_edtf,
    date_end,
    date_precision,
    date_qualifier,
    date_start,
    period_end,
)
from kazakhstan_assembly.derivation.numbers import (
    bound,
    decimal,
    denominator,
    lower,
    number,
    numerator,
    ordinal,
    unit_of_measurement,
    upper,
)
from kazakhstan_assembly.derivation.values import Cell, Missing
from kazakhstan_assembly.document import english
from kazakhstan_assembly.document.matching import any_of
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.errors import RuleError

_OPENING, _CLOSING = '“"', '”"'
_ARTICLE = re.compile(rf"{any_of(english.ARTICLES)} ", re.IGNORECASE)


def is_present(_: str) -> bool:
    """Return true where the report has the words; where it has none, it denies nothing."""
    return True


def as_of_basis(text: Cell) -> str:
    """Return "stated" where words say as of when a number holds, else "report_time"."""
    return "report_time" if isinstance(text, Missing) else "stated"


def unquoted(text: str) -> str:
    """Return the words between the outer quotation marks, curly or straight on either side."""
    if len(text) < 3 or text[0] not in _OPENING or text[-1] not in _CLOSING:
        raise RuleError(f"{text} does not run from an opening to a closing quotation mark")
    return text[1:-1]


def name(text: str) -> str:
    """Return a name without a leading article and without enclosing quotation marks."""
    bare = unquoted(text) if text.startswith(tuple(_OPENING)) else text
    article = _ARTICLE.match(bare)
    return bare[article.end() :] if article else bare


RULES: dict[str, Callable[..., Cell]] = {
    rule.__name__: rule
    for rule in (
        number,
        decimal,
        lower,
        upper,
        numerator,
        denominator,
        bound,
        unit_of_measurement,
        ordinal,
        is_present,
        as_of_basis,
        unquoted,
        name,
        date_edtf,
        date_start,
        date_end,
        date_precision,
        date_qualifier,
        period_end,
    )
}
# The type of column that each rule fills, where it is not string.
RULE_TYPES = {
    "number": "integer",
    "decimal": "number",
    "lower": "integer",
    "upper": "integer",
    "numerator": "integer",
    "denominator": "integer",
    "ordinal": "integer",
    "is_present": "boolean",
    "date_start": "date",
    "date_end": "date",
}
# Rules that give a value although the words they read are not there.
TOTAL_RULES = frozenset({"as_of_basis"})
# Rules that may give a null although the words they read are there.
PARTIAL_RULES = frozenset(
    {"date_start", "date_end", "date_qualifier", "period_end", "unit_of_measurement"}
)
# Rules that read the words of a number, a rank or a date, and no others beside them.
TOKEN_RULES = frozenset(
    {"number", "decimal", "lower", "upper", "numerator", "denominator", "ordinal", "date_edtf"}
)


def summary(rule: str) -> str:
    """Return what a rule gives, as the first sentence of its docstring says."""
    text = RULES[rule].__doc__ or ""
    return fold_spaces(text.partition("\n\n")[0]).removeprefix("Return ").replace("`", "")


def derive(rule: str, inputs: Sequence[Cell]) -> Cell:
    """Return what `rule` makes of `inputs`; a null input gives a null with the same reason."""
    if rule not in TOTAL_RULES:
        for value in inputs:
            if isinstance(value, Missing):
                return value
    return RULES[rule](*inputs)
