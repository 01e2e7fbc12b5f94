"""Check that the declarations of tables fit together.

The build checks what a person declares in ``source/tables/``. A validation checks the published
schemas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from kazakhstan_assembly.checks.edges import DeclarationProblem, edge_problems
from kazakhstan_assembly.derivation.placement import STRUCTURAL_RULES
from kazakhstan_assembly.derivation.rules import RULE_TYPES, RULES
from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.io.built_in import HELPER_TABLES
from kazakhstan_assembly.io.patterns import is_pattern
from kazakhstan_assembly.model.columns import CITING_KINDS
from kazakhstan_assembly.model.tables import FACT_ROLES, KEY_FIELD
from kazakhstan_assembly.model.vocabularies import Vocabularies

Declared = Mapping[str, Any]
# The kinds of columns that can have a role.
_KINDS_OF_ROLES = {
    "name": "quoted",
    "statement": "quoted",
    "speech": "quoted",
    "predicate": "coded",
    "subject": "linked",
    "object": "linked",
}
# The column that a table with a role must have, and the roles of columns that come together.
_ROLES_OF_TABLES = {"entity": "name", "claim": "statement", "voice": "speech"}
_RELATION = ("subject", "predicate", "object")


def declarations_of(schemas: Iterable[Mapping[str, Any]]) -> dict[str, Declared]:
    """Return what published Table Schemas declare, as ``source/tables/`` would have it."""
    return {schema["name"]: _declaration_of(schema) for schema in schemas}


def _declaration_of(schema: Mapping[str, Any]) -> Declared:
    keys = schema["primaryKey"]
    key = {"column": keys[0]} if len(keys) == 1 else {"columns": keys}
    references = {
        foreign["fields"][0]: foreign["reference"]["resource"]
        for foreign in schema.get("foreignKeys", ())
    }
    columns = [_column_of(field, references.get(field["name"])) for field in schema["fields"]]
    return {
        **schema,
        "key": {**schema["key"], **key},
        "columns": columns,
        "reading_order": schema.get("reading_order", ()),
    }


def _column_of(field: Mapping[str, Any], target: str | None) -> Declared:
    references = {"references": target} if target else {}
    return {**field, **field.get("constraints", {}), **references}


# Vocabularies of the engine's own tables whose codes only a data set knows.
_REQUIRED = {
    "entity_kind": "the kinds of the entity tables, each as a code",
    "section": "the parts of the report, which are “opening” and one for each heading",
}


def declaration_problems(
    tables: Mapping[str, Declared], vocabularies: Vocabularies
) -> Iterator[DeclarationProblem]:
    """Yield what is wrong with the declarations, table by table."""
    kinds = {table["entity_kind"] for table in tables.values() if "entity_kind" in table}
    missing = [name for name in _REQUIRED if name not in vocabularies]
    for name in missing:
        if kinds or name != "entity_kind":
            yield DeclarationProblem(f"lacks the vocabulary {name}: {_REQUIRED[name]}")
    if kinds != set(vocabularies.get("entity_kind", kinds)):
        yield DeclarationProblem("entity_kind must list exactly the kinds of the entity tables")
    for name, table in tables.items():
        for message in _table_problems(name, table, tables):
            yield DeclarationProblem(message, name)
        for column in table["columns"]:
            for message in _column_problems(column, table, tables, vocabularies):
                yield DeclarationProblem(message, name, column["name"])
    yield from _key_problems(tables)
    yield from _cycle_problems(tables)
    yield from _single_role_problems(tables)
    yield from edge_problems(tables, vocabularies)


def _hint(name: object, known: Iterable[str]) -> str:
    return f" {nearest(name, known, 'known names')}"


def _names(table: Declared) -> list[str]:
    return [column["name"] for column in table["columns"]]


# Tables


def _table_problems(name: str, table: Declared, tables: Mapping[str, Declared]) -> Iterator[str]:
    names = _names(table)
    if table["name"] != name:
        yield f"the table is named {table['name']}; name it {name}, like its file"
    for twice in sorted({column for column in names if names.count(column) > 1}):
        yield f"the column {twice} is declared twice"
    yield from _key_declaration_problems(table, names)
    yield from _reading_order_problems(table)
    yield from _role_problems(table)
    for entry in table.get("invariants", ()):
        yield from _invariant_problems(entry, names, tables)
    if table["role"] in FACT_ROLES:
        for column in table["columns"]:
            if column["kind"] == "written":
                yield f"{column['name']} is written, but fact tables hold only what the report says"
            if column["kind"] == "structural" and "rule" not in column:
                yield f"{column['name']} is structural and needs a rule"


def _key_declaration_problems(table: Declared, names: list[str]) -> Iterator[str]:
    columns = {column["name"]: column for column in table["columns"]}
    key, format_ = table["key"], table["key"].get("format", "")
    parts = [key["column"]] if "column" in key else [*key["columns"]]
    parts += key.get("of", ())
    parts += [match["column"] for match in KEY_FIELD.finditer(format_)]
    for part in parts:
        if part not in names:
            yield f"the key names an unknown column {part}.{_hint(part, names)}"
    if key["rule"] == "formatted" and not _is_format(format_, columns):
        yield f"the key's format {format_} does not work; write {{column}} or {{column:02d}}"
    if key["rule"] == "code" and columns.get(key["column"], {}).get("kind") != "coded":
        yield "a key with the rule code needs a coded column"


def _reading_order_problems(table: Declared) -> Iterator[str]:
    """Yield columns that a published order of reading lacks, and what it wrongly names."""
    citing = [column["name"] for column in table["columns"] if column["kind"] in CITING_KINDS]
    # What a person declares has no such order, because the columns stand in it.
    order = table.get("reading_order", citing)
    for name in order:
        if name not in citing:
            hint = nearest(name, citing, "columns that cite words")
            yield f"the reading order names {name}, which does not cite words. {hint}"
    for name in citing:
        if name not in order:
            yield f"the reading order lacks {name}, which cites words"


def _is_format(text: str, columns: Mapping[str, Any]) -> bool:
    fields = list(KEY_FIELD.finditer(text))
    padded = [match["column"] for match in fields if match["digits"]]
    is_whole = not set("{}") & set(KEY_FIELD.sub("", text))
    are_integers = all(columns.get(name, {}).get("type") == "integer" for name in padded)
    return bool(fields) and is_whole and are_integers


def _role_problems(table: Declared) -> Iterator[str]:
    if (table["role"] == "entity") != ("entity_kind" in table):
        yield "a table must have an entity_kind if its role is entity, and only then"
    roles = [column["role"] for column in table["columns"] if "role" in column]
    for role in sorted({role for role in roles if roles.count(role) > 1}):
        yield f"two columns have the role {role}; keep one"
    for role_of_table, role in _ROLES_OF_TABLES.items():
        if table["role"] == role_of_table and role not in roles:
            yield f"a table with the role {role_of_table} needs a column with the role {role}"
    for role_of_table, role in (("claim", "statement"), ("voice", "speech")):
        if role in roles and table["role"] != role_of_table:
            yield f"only a table with the role {role_of_table} has a column with the role {role}"
    lacking = [role for role in _RELATION if role not in roles]
    if lacking and len(lacking) < len(_RELATION):
        yield f"a relation needs a subject, a predicate and an object; add: {', '.join(lacking)}"


def _invariant_problems(
    entry: Mapping[str, Any], names: list[str], tables: Mapping[str, Declared]
) -> Iterator[str]:
    if "counted_by" in entry:
        counter = entry["counted_by"]
        if counter["table"] not in tables:
            yield f"counted_by: unknown table {counter['table']}"
            return
        names = _names(tables[counter["table"]])
        columns = [counter["column"], *counter["where"]]
    elif "same_words" in entry:
        columns = [*entry["same_words"], entry["within"]]
    else:
        columns = list(entry.values())
    for column in columns:
        if column not in names:
            yield f"an invariant names an unknown column {column}.{_hint(column, names)}"


# Tables together


def _key_problems(tables: Mapping[str, Declared]) -> Iterator[DeclarationProblem]:
    """Yield fact tables whose keys have one name, so that a row could be of either."""
    owners: dict[str, str] = {}
    for name, table in tables.items():
        if table["role"] not in FACT_ROLES or "column" not in table["key"]:
            continue
        column = table["key"]["column"]
        if column in owners:
            message = f"the key {column} is also the key of {owners[column]}; give it another name"
            yield DeclarationProblem(message, name, column)
        owners.setdefault(column, name)


def _target(column: Any) -> str | None:
    """Return the table that a column leads to, or None."""
    return "entities" if column["kind"] == "linked" else column.get("references")


def _targets(name: str, table: Declared) -> list[str]:
    """Return the other tables that the columns of a table lead to."""
    targets = {_target(column) for column in table["columns"]} - {None, name}
    return sorted(map(str, targets))


def _cycle_problems(tables: Mapping[str, Declared]) -> Iterator[DeclarationProblem]:
    """Yield references that lead in a circle, so that no table could be filled first."""
    sorter = TopologicalSorter({name: _targets(name, table) for name, table in tables.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        # Each table of the circle is referenced by the next; a reader follows references.
        circle: list[str] = error.args[1][:0:-1]
        first = circle.index(min(circle))
        circle = [*circle[first:], *circle[:first]]
        start, next_ = circle[0], circle[1]
        columns = (c["name"] for c in tables[start]["columns"] if _target(c) == next_)
        shown = " to ".join([*circle, start])
        message = f"references lead in a circle, from {shown}; take one of them out"
        yield DeclarationProblem(message, start, next(columns))


def _single_role_problems(tables: Mapping[str, Declared]) -> Iterator[DeclarationProblem]:
    """Yield roles that one table alone can have, and rules that need a table of a role."""
    for role in ("claim", "voice"):
        names = [name for name, table in tables.items() if table["role"] == role]
        for name in names[1:]:
            message = f"the table {names[0]} already has the role {role}; only one table can"
            yield DeclarationProblem(message, name)
    if any(table["role"] == "voice" for table in tables.values()):
        return
    for name, table in tables.items():
        for column in table["columns"]:
            if column.get("rule") == "voice":
                message = "the rule voice needs a table with the role voice; there is none"
                yield DeclarationProblem(message, name, column["name"])


# Columns


def _column_problems(
    column: Any, table: Declared, tables: Mapping[str, Declared], vocabularies: Vocabularies
) -> Iterator[str]:
    names = _names(table)
    yield from _vocabulary_problems(column, tables, vocabularies)
    yield from _rule_problems(column, table)
    yield from _type_problems(column, table)
    role = column.get("role")
    if role and column["kind"] != _KINDS_OF_ROLES[role]:
        yield f"the role {role} needs a {_KINDS_OF_ROLES[role]} column, not a {column['kind']} one"
    if "references" in column and column["references"] not in tables:
        yield f"references an unknown table {column['references']}"
    reasons = vocabularies["missing_reason"]
    if (reason := column.get("missing_reason", "not_stated")) not in reasons:
        yield f"unknown reason {reason}.{_hint(reason, reasons)}"
    if "within" in column and column["within"] not in names:
        yield f"“within” names an unknown column {column['within']}"
    for name in column.get("inputs", ()):
        if name not in names:
            yield f"“inputs” names an unknown column {name}.{_hint(name, names)}"


def _vocabulary_problems(
    column: Any, tables: Mapping[str, Declared], vocabularies: Vocabularies
) -> Iterator[str]:
    kinds = {table["entity_kind"] for table in tables.values() if "entity_kind" in table}
    vocabulary = column.get("vocabulary")
    if column["kind"] in {"coded", "judged"} and vocabulary is None:
        yield "a coded or judged column needs a vocabulary"
    if vocabulary and vocabulary not in vocabularies:
        if vocabulary not in _REQUIRED:
            yield f"unknown vocabulary {vocabulary}.{_hint(vocabulary, vocabularies)}"
        return
    terms = vocabularies[vocabulary].values() if vocabulary else ()
    for term in terms if column["kind"] == "coded" else ():
        if not (term.derived or term.triggers or term.inverse_triggers):
            yield f"the code {term.code} of a coded column has no triggers"
    for term in terms if column.get("role") == "predicate" else ():
        for kind in sorted({*term.subjects, *term.objects} - kinds):
            yield f"the code {term.code}: unknown kind {kind}.{_hint(kind, kinds)}"
    if column["kind"] == "linked" and "entity_kinds" not in column:
        yield "a linked column must list the kinds of entity that it takes in “entity_kinds”"
    for kind in column.get("entity_kinds", ()):
        if kind not in kinds:
            yield f"links to an unknown kind of entity {kind}.{_hint(kind, kinds)}"


def _rule_problems(column: Any, table: Declared) -> Iterator[str]:
    rule = column.get("rule")
    if column["kind"] == "derived":
        yield from _derivation_problems(column, table)
    elif column["kind"] == "structural" and rule is not None:
        if rule not in STRUCTURAL_RULES:
            yield f"unknown rule {rule}.{_hint(str(rule), STRUCTURAL_RULES)}"
            return
        for needed in STRUCTURAL_RULES[rule].needs:
            if needed not in column:
                yield f"the rule {rule} needs “{needed}”"
        if table["name"] in HELPER_TABLES:
            yield "columns of the tables that every package has cannot have a rule"


def _derivation_problems(column: Any, table: Declared) -> Iterator[str]:
    rule, inputs = column.get("rule"), column.get("inputs", [])
    if rule not in RULES:
        yield f"unknown rule {rule}.{_hint(str(rule), RULES)}"
        return
    if column.get("type", "string") != RULE_TYPES.get(rule, "string"):
        yield f"the rule {rule} gives {RULE_TYPES.get(rule, 'string')}; correct “type”"
    quoted = {other["name"] for other in table["columns"] if other["kind"] == "quoted"}
    if len(inputs) != 1 or inputs[0] not in quoted:
        yield f"the rule {rule} reads one quoted column; name it in “inputs”"


def _type_problems(column: Any, table: Declared) -> Iterator[str]:
    kind, type_ = column["kind"], column.get("type", "string")
    if kind == "structural" and type_ == "date" and table["name"] not in HELPER_TABLES:
        yield "a structural column cannot be a date"
    if kind not in {"structural", "derived"} and type_ != "string":
        yield f"a {kind} column is text; remove “type”"
    if "minimum" in column and type_ not in {"integer", "number"}:
        yield "only a column of integers or numbers can have a minimum"
    if "pattern" in column and not is_pattern(column["pattern"]):
        yield f"the pattern {column['pattern']} is not a regular expression of RE2"
