"""The entities and their authority links as Turtle.

An entity is a fragment of the file, so that no web address is invented. What an authority
identifies has the authority's own address, or where it mints none a fragment too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generation.metadata.dataset import REPORT, UP, Dataset

_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_MATCHES = {
    "exact": "skos:exactMatch",
    "close": "skos:closeMatch",
    "eponymous_language": "skos:relatedMatch",
}
_REPORT = f"<{UP}{REPORT}>"
Statement = tuple[str, str]


def entities(dataset: Dataset) -> bytes:
    """Return metadata/entities.ttl."""
    prefixes = [f"@prefix {name}: <{iri}> ." for name, iri in _PREFIXES.items()]
    subjects = [
        _subject("<>", _about(dataset)),
        _subject(_REPORT, _report(dataset)),
        *_kinds(dataset),
        *_entities(dataset),
        *_identified(dataset),
    ]
    return ("\n".join(prefixes) + "\n\n" + "\n".join(subjects)).encode()


def _subject(subject: str, statements: list[Statement]) -> str:
    lines = " ;\n    ".join(f"{predicate} {value}" for predicate, value in statements)
    return f"{subject} {lines} .\n"


def _text(words: object, dataset: Dataset) -> str:
    # JSON's escapes are Turtle's too.
    return f"{json.dumps(str(words), ensure_ascii=False)}@{dataset.language}"


def _about(dataset: Dataset) -> list[Statement]:
    schema = dataset.schemas["entities"]
    return [
        ("dcterms:title", _text(schema["title"], dataset)),
        ("dcterms:description", _text(schema["description"], dataset)),
        *(
            ("dcterms:creator", f"[ a foaf:Agent ; foaf:name {json.dumps(name)} ]")
            for name in dataset.creators
        ),
        ("dcterms:provenance", _text(dataset.provenance, dataset)),
        ("dcterms:source", _REPORT),
        *_coverage(dataset),
        ("dcterms:license", f"<{dataset.license['path']}>"),
        ("skos:scopeNote", _text(dataset.limits, dataset)),
        ("dcterms:isPartOf", f"<{UP}>"),
    ]


def _coverage(dataset: Dataset) -> Iterator[Statement]:
    if dataset.interval is not None:
        yield "dcterms:temporal", json.dumps(dataset.interval)
    if dataset.place is not None:
        yield "dcterms:spatial", f"<#{dataset.place['entity_id']}>"


def _report(dataset: Dataset) -> list[Statement]:
    return [
        ("dcterms:title", _text(dataset.report_file.title, dataset)),
        ("dcterms:rights", _text(dataset.report_rights, dataset)),
        ("schema:sha256", json.dumps(dataset.report_file.sha256)),
    ]


def _kinds(dataset: Dataset) -> Iterator[str]:
    for row in dataset.records["vocabularies"]:
        if row["vocabulary"] == "entity_kind":
            yield _subject(
                f"<#kind/{row['code']}>",
                [
                    ("a", "rdfs:Class"),
                    ("rdfs:label", _text(row["label"], dataset)),
                    ("rdfs:comment", _text(row["definition"], dataset)),
                ],
            )


def _entities(dataset: Dataset) -> Iterator[str]:
    for row in dataset.records["entities"]:
        key = row["entity_id"]
        names = dict.fromkeys(
            form["form"]
            for form in dataset.records["entity_forms"]
            if form["entity_id"] == key and form["kind"] == "name" and form["form"] != row["label"]
        )
        yield _subject(
            f"<#{key}>",
            [
                ("a", f"<#kind/{row['kind']}>"),
                ("skos:prefLabel", _text(row["label"], dataset)),
                *(("skos:altLabel", _text(name, dataset)) for name in names),
                ("rdfs:isDefinedBy", f"<{UP}data/csv/{row['table_name']}.csv>"),
                *(
                    (_MATCHES[str(link["match_type"])], node(str(link["identifier"]), dataset))
                    for link in dataset.records["identifiers"]
                    if link["entity_id"] == key
                ),
            ],
        )


def node(identifier: str, dataset: Dataset) -> str:
    """Return the node of what a registry identifies."""
    # Not every reader of Turtle takes a colon in a fragment.
    return f"<{dataset.address(identifier) or '#' + identifier.replace(':', '/')}>"


def _identified(dataset: Dataset) -> Iterator[str]:
    labels = {str(row["identifier"]): row["label"] for row in dataset.records["identifiers"]}
    for identifier, label in sorted(labels.items()):
        yield _subject(
            node(identifier, dataset),
            [
                ("skos:prefLabel", _text(label, dataset)),
                ("skos:notation", json.dumps(identifier)),
            ],
        )
