"""What all metadata say: rights, limits, who made the data from what, what they cover; no more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from itertools import chain, product
from typing import Any

import pytest
import yaml
from rdflib import Graph, URIRef
from rdflib.term import Node

from conftest import ROOT, table
from kazakhstan_assembly.datapackage import INSTALLED
from kazakhstan_assembly.model.tables import FACT_ROLES

Path = tuple[str | int, ...]
Check = Callable[[list[Any]], bool]


# Each file as nested mappings and lists


def framed(graph: Graph, node: Node) -> dict[str, list[Any]]:
    """Return what a graph says of a node, with what it says of the nodes named there."""
    found: dict[str, list[Any]] = {}
    for predicate, value in graph.predicate_objects(node):
        part = framed(graph, value) or str(value)
        found.setdefault(graph.namespace_manager.qname(str(predicate)), []).append(part)
    return found


def turtle(text: str) -> Any:
    place = "file:///metadata/entities.ttl"
    # Prefixes as the file has them, not as rdflib binds them of itself.
    graph = Graph(bind_namespaces="none").parse(data=text, format="turtle", publicID=place)
    return framed(graph, URIRef(place))


def crate(text: str) -> Any:
    """Return the root of an RO-Crate with the entities that it refers to in their places."""
    entities = {entity["@id"]: entity for entity in json.loads(text)["@graph"]}

    def resolved(part: Any) -> Any:
        if isinstance(part, list):
            return [resolved(each) for each in part]
        if isinstance(part, dict):
            whole = entities.get(part["@id"], part) if part.keys() == {"@id"} else part
            return {key: resolved(value) for key, value in whole.items()}
        return part

    return resolved({"@id": "./"})


def card(text: str) -> Any:
    """Return the header of a card, and the text below each of its headings."""
    _, header, body = text.split("---\n", 2)
    sections = (part.partition("\n\n") for part in body.split("\n## "))
    return {"header": yaml.safe_load(header), **{title: words for title, _, words in sections}}


READERS: dict[str, Callable[[str], Any]] = {".ttl": turtle, ".md": card, ".cff": yaml.safe_load}


@cache
def content(name: str) -> Any:
    path = ROOT / name
    reader = crate if name == "ro-crate-metadata.json" else READERS.get(path.suffix, json.loads)
    return reader(path.read_text(encoding="utf-8"))


def values(data: Any, path: Path) -> Iterator[Any]:
    """Yield what stands at a path, where `*` means each part of a list."""
    if not path:
        yield data
    elif path[0] == "*":
        for part in data:
            yield from values(part, path[1:])
    else:
        yield from values(data[path[0]], path[1:])


def pop(data: Any, path: Path) -> None:
    """Take out what stands at a path, the last of a list where the path goes through all."""
    *ways, last = (-1 if step == "*" else step for step in path)
    for step in ways:
        data = data[step]
    del data[last]


# What they have to say

PACKAGE = yaml.safe_load((ROOT / "source/package.yaml").read_text(encoding="utf-8"))
REPORT = PACKAGE["report"]
RESOURCES = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["resources"]
SCHEMAS = {
    part["name"]: INSTALLED.table_schema(part["name"]) for part in RESOURCES if "schema" in part
}
ORDER = list(SCHEMAS).index
COLUMNS: list[str] = []
VARIABLES: dict[str, str] = {}
for _name, _schema in SCHEMAS.items():
    COLUMNS += (field["description"] for field in _schema["fields"])
    if _schema["role"] in FACT_ROLES:
        measured = [field for field in _schema["fields"] if field["kind"] != "structural"]
        VARIABLES |= {f"{_name}.{field['name']}": field["description"] for field in measured}


def folded(words: str) -> str:
    return " ".join(words.split())


def is_(*expected: object) -> Check:
    return lambda found: found == list(expected)


def says(*words: str) -> Check:
    """Return a check that the values found, as text, hold some words."""
    return lambda found: all(word in json.dumps(found, ensure_ascii=False) for word in words)


def years() -> tuple[str, str]:
    dated = [table(name) for name in ("sessions", "events")]
    first = min(frame["date_start"].min() for frame in dated)
    return str(first.year), str(max(frame["date_end"].max() for frame in dated).year)


def place() -> str:
    return str(table("places").set_index("place_id").at[REPORT["place"], "label"])


START, END = years()
CC0 = is_(PACKAGE["licenses"][0]["path"])
RIGHTS, LIMITS = is_(folded(REPORT["rights"])), is_(folded(REPORT["limits"]))
CREATORS = is_(*(person["title"] for person in PACKAGE["contributors"]))
SHA256 = is_(REPORT["sha256"])
SOURCE = says(REPORT["title"], REPORT["sha256"])
CODE = says(f"{PACKAGE['name']} {PACKAGE['version']}")
NAME_AND_VERSION = says(*(json.dumps(PACKAGE[key]) for key in ("name", "version")))
YEARS = is_(f"{START}/{END}")
PLACE = is_(place())

CLAUSES = (
    "license",
    "rights",
    "limits",
    "creator",
    "source",
    "code",
    "years",
    "place",
    "variables",
)
MATRIX: dict[str, dict[str, tuple[Path, Check]]] = {
    "metadata/croissant.json": {
        "license": (("license",), CC0),
        "rights": (("usageInfo",), RIGHTS),
        "limits": (("rai:dataLimitations",), LIMITS),
        "creator": (("creator", "*", "name"), CREATORS),
        "source": (("rai:dataCollection",), SOURCE),
        "code": (("rai:dataCollection",), CODE),
        "years": (("temporalCoverage",), YEARS),
        "place": (("spatialCoverage", "name"), PLACE),
        "variables": (("recordSet", "*", "field", "*", "description"), is_(*COLUMNS)),
    },
    "metadata/csvw.json": {
        "license": (("dc:license", "@id"), CC0),
        "rights": (("dc:rights",), RIGHTS),
        "limits": (("schema:usageInfo",), LIMITS),
        "creator": (("dc:creator", "*"), CREATORS),
        "source": (("dc:provenance",), SOURCE),
        "code": (("dc:provenance",), CODE),
        "years": (("dc:temporal",), YEARS),
        "place": (("dc:spatial",), PLACE),
        "variables": (
            ("tables", "*", "tableSchema", "columns", "*", "dc:description"),
            is_(*COLUMNS),
        ),
    },
    "metadata/schema-org.jsonld": {
        "license": (("license",), CC0),
        "rights": (("isBasedOn", "description"), RIGHTS),
        "limits": (("usageInfo",), LIMITS),
        "creator": (("creator", "*", "name"), CREATORS),
        "source": (("isBasedOn", "sha256"), SHA256),
        "code": (("measurementTechnique",), CODE),
        "years": (("temporalCoverage",), YEARS),
        "place": (("spatialCoverage", "name"), PLACE),
        "variables": (("variableMeasured", "*", "name"), is_(*VARIABLES)),
    },
    "metadata/dcat.jsonld": {
        "license": (("dct:license",), CC0),
        "rights": (("dct:rights", "rdfs:label"), RIGHTS),
        "limits": (("skos:scopeNote",), LIMITS),
        "creator": (("dct:creator", "*", "foaf:name"), CREATORS),
        "source": (("dct:source", "spdx:checksum", "spdx:checksumValue"), SHA256),
        "code": (("prov:wasGeneratedBy", "prov:wasAssociatedWith"), NAME_AND_VERSION),
        "years": (("dct:temporal",), says(json.dumps(START), json.dumps(END))),
        "place": (("dct:spatial", "skos:prefLabel"), PLACE),
        # DCAT has no term for variables: each distribution refers to the schema that has them.
        "variables": (
            ("dcat:distribution", "*", "dct:conformsTo"),
            # Each table has two distributions, one as CSV and one as Parquet.
            is_(*(f"../schemas/{name}.json" for name in sorted([*SCHEMAS, *SCHEMAS], key=ORDER))),
        ),
    },
    "metadata/datacite.json": {
        "license": (("rightsList", 0, "rightsUri"), CC0),
        "rights": (("rightsList", 2, "rights"), says(folded(REPORT["rights"]))),
        "limits": (("descriptions", 3, "description"), LIMITS),
        "creator": (("creators", "*", "name"), CREATORS),
        "source": (("descriptions", 1, "description"), SOURCE),
        "code": (("descriptions", 1, "description"), CODE),
        "years": (("dates", 1, "date"), YEARS),
        "place": (("geoLocations", "*", "geoLocationPlace"), PLACE),
        # DataCite has no term for variables: the table of contents says what the tables hold.
        "variables": (
            ("descriptions", 2, "description"),
            says(*(f"{name}: {schema['title']}" for name, schema in SCHEMAS.items())),
        ),
    },
    "metadata/huggingface.md": {
        "license": (("header", "license"), is_(PACKAGE["licenses"][0]["name"].lower())),
        "rights": (("Rights",), says(folded(REPORT["rights"]))),
        "limits": (("Limits",), says(folded(REPORT["limits"]))),
        "creator": (("Citation",), says(*(person["title"] for person in PACKAGE["contributors"]))),
        "source": (("Source",), SOURCE),
        "code": (("Source",), CODE),
        "years": (("Coverage",), says(f"{START} to {END}")),
        "place": (("Coverage",), says(place())),
        "variables": (("Variables",), says(*(f"`{name.split('.')[1]}`" for name in VARIABLES))),
    },
    "metadata/annotations.jsonld": {
        "license": (("rights",), CC0),
        "rights": (("dcterms:source", "dcterms:rights"), RIGHTS),
        "limits": (("skos:scopeNote",), LIMITS),
        "creator": (("creator", "*", "name"), CREATORS),
        "source": (("dcterms:source", "schema:sha256"), SHA256),
        "code": (("generator",), NAME_AND_VERSION),
        "years": (("dcterms:temporal",), YEARS),
        "place": (("dcterms:spatial", "id"), is_(f"entities.ttl#{REPORT['place']}")),
    },
    "metadata/entities.ttl": {
        "license": (("dcterms:license", "*"), CC0),
        "rights": (("dcterms:source", "*", "dcterms:rights", "*"), RIGHTS),
        "limits": (("skos:scopeNote", "*"), LIMITS),
        "creator": (("dcterms:creator", "*", "foaf:name", "*"), CREATORS),
        "source": (("dcterms:source", "*", "schema:sha256", "*"), SHA256),
        "code": (("dcterms:provenance", "*"), CODE),
        "years": (("dcterms:temporal", "*"), YEARS),
        "place": (("dcterms:spatial", "*", "skos:prefLabel", "*"), PLACE),
    },
    "ro-crate-metadata.json": {
        "license": (("license", "@id"), CC0),
        "rights": (("isBasedOn", "license", "description"), RIGHTS),
        "limits": (("usageInfo",), LIMITS),
        "creator": (("author", "name"), CREATORS),
        "source": (("isBasedOn", "sha256"), SHA256),
        "code": (("mentions", "instrument"), NAME_AND_VERSION),
        "years": (("temporalCoverage",), YEARS),
        "place": (("contentLocation", "name"), PLACE),
        "variables": (("variableMeasured", "*", "description"), is_(*VARIABLES.values())),
    },
    "CITATION.cff": {
        "license": (
            ("license", "*"),
            is_(PACKAGE["licenses"][0]["name"], PACKAGE["code_license"]["name"]),
        ),
        "rights": (("references", 0, "copyright"), RIGHTS),
        "limits": (("abstract",), says(folded(REPORT["limits"]))),
        "creator": (("authors", "*", "name"), CREATORS),
        "source": (("references", 0, "notes"), says(REPORT["sha256"])),
        "code": (("version",), is_(PACKAGE["version"])),
    },
}
UNSTATED = {
    ("metadata/annotations.jsonld", "variables"): "the body of each annotation names its column",
    ("metadata/entities.ttl", "variables"): "a list of entities measures nothing",
    **dict.fromkeys(
        (("CITATION.cff", clause) for clause in ("years", "place", "variables")),
        "the format has no term for what data cover",
    ),
}
CELLS = [*chain.from_iterable(product([name], row) for name, row in MATRIX.items())]


def is_stated(data: Any, path: Path, check: Check) -> bool:
    try:
        return check(list(values(data, path)))
    except (KeyError, IndexError):
        return False


def test_every_file_states_every_clause_that_it_can_carry() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "metadata").iterdir()}
    assert files | {"ro-crate-metadata.json", "CITATION.cff"} == MATRIX.keys()
    cells = [*CELLS, *UNSTATED]
    assert sorted(cells) == sorted(product(MATRIX, CLAUSES))


@pytest.mark.parametrize(("name", "clause"), CELLS)
def test_a_clause_is_stated_and_missed_where_it_is_taken_out(name: str, clause: str) -> None:
    path, check = MATRIX[name][clause]
    data = content(name)
    assert is_stated(data, path, check)
    broken = deepcopy(data)
    pop(broken, path)
    assert not is_stated(broken, path, check)


# Nothing is invented

HOSTS = {
    # Vocabularies and registries of the standards
    "datacite.org",
    "mlcommons.org",
    "publications.europa.eu",
    "purl.org",
    "schema.org",
    "spdx.org",
    "w3id.org",
    "www.iana.org",
    "www.w3.org",
    "xmlns.com",
    # The license, and the identifiers that identify entities
    "creativecommons.org",
    "glottolog.org",
    "isni.org",
    "sws.geonames.org",
    "www.wikidata.org",
}
NAMES_A_THING = re.compile(
    "identifier|doi|publisher|url|symbol|isbn|issn|notation|sameas|number|contact|email|homepage",
    re.IGNORECASE,
)
IN_THE_PACKAGE = r"\.\./[\w./-]+"
A_LICENSE = r"CC0-1\.0|MIT"
OF_THE_PLACE = r"https?://(sws\.geonames|isni|www\.wikidata)\.org/\S+"
KNOWN: dict[str, dict[str, str]] = {
    "metadata/croissant.json": {"contentUrl": IN_THE_PACKAGE, "sameAs": OF_THE_PLACE},
    "metadata/csvw.json": {"url": IN_THE_PACKAGE, "aboutUrl": r"\w+\.csv#\{\w+\}"},
    "metadata/schema-org.jsonld": {"contentUrl": IN_THE_PACKAGE, "sameAs": OF_THE_PLACE},
    "metadata/dcat.jsonld": {"accessURL": IN_THE_PACKAGE, "downloadURL": IN_THE_PACKAGE},
    "metadata/datacite.json": {
        "publisher": ":unav",
        "rightsIdentifier": A_LICENSE,
        "rightsIdentifierScheme": "SPDX",
    },
    "metadata/entities.ttl": {
        "notation": "|".join(re.escape(value) for value in table("identifiers")["identifier"])
    },
    "ro-crate-metadata.json": {"identifier": A_LICENSE, "sameAs": OF_THE_PLACE},
}


def leaves(part: Any) -> Iterator[Any]:
    if isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from leaves(each)
    else:
        yield part


def properties(part: Any) -> Iterator[tuple[str, Any]]:
    """Yield each property at any depth, without its prefix, with each of its values."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key != "@context":
                yield from ((key.rpartition(":")[2], leaf) for leaf in leaves(value))
                yield from properties(value)
    elif isinstance(part, list):
        for each in part:
            yield from properties(each)


def statements(name: str, text: str) -> Iterator[tuple[str, Any]]:
    """Yield each property with its values, of what the root of a file does not reach too."""
    if name.endswith(".ttl"):
        for _, predicate, value in Graph().parse(data=text, format="turtle"):
            yield re.split("[/#]", str(predicate))[-1], str(value)
    else:
        readers = {".md": card, ".cff": yaml.safe_load}
        yield from properties(readers.get(name[name.rindex(".") :], json.loads)(text))


def inventions(name: str, text: str) -> set[str]:
    """Return the hosts, and the properties that name a thing, that nobody has stated as known."""
    hosts = set(re.findall(r"https?://([^/\s\"<>#]*)", text)) - HOSTS
    known = KNOWN.get(name, {})
    return hosts | {
        f"{key}: {value}"
        for key, value in statements(name, text)
        if NAMES_A_THING.search(key) and not re.fullmatch(known.get(key, "(?!)"), str(value))
    }


@pytest.mark.parametrize("name", MATRIX)
def test_nothing_unknown_is_invented(name: str) -> None:
    assert inventions(name, (ROOT / name).read_text(encoding="utf-8")) == set()


INVENTED = {
    "a document symbol": (
        "metadata/datacite.json",
        '"language"',
        '"alternateIdentifiers": [{"alternateIdentifier": "E/2005/1", '
        '"alternateIdentifierType": "symbol"}], "language"',
        "alternateIdentifier: E/2005/1",
    ),
    "an identifier": (
        "metadata/entities.ttl",
        "<> dcterms:title",
        '<> dcterms:identifier "E/2005/1" ; dcterms:title',
        "identifier: E/2005/1",
    ),
    "a notation": (
        "metadata/entities.ttl",
        "<> dcterms:title",
        '<> skos:notation "E/2005/1" ; dcterms:title',
        "notation: E/2005/1",
    ),
    "a DOI": ("metadata/datacite.json", '"language"', '"doi": "10.1/2", "language"', "doi: 10.1/2"),
    "a publisher": ("metadata/datacite.json", ":unav", "The Assembly", "publisher: The Assembly"),
    "a cited DOI": ("CITATION.cff", "  copyright:", "  doi: 10.1/2\n  copyright:", "doi: 10.1/2"),
    "an address": (
        "metadata/schema-org.jsonld",
        '"keywords"',
        '"url": "kazakhstan-assembly.org", "keywords"',
        "url: kazakhstan-assembly.org",
    ),
    "an identifier in the crate": (
        "ro-crate-metadata.json",
        '"identifier": "MIT"',
        '"identifier": "E/2005/1"',
        "identifier: E/2005/1",
    ),
    "a host": ("metadata/huggingface.md", "## Source", "<https://doi.org/10.1/2>", "doi.org"),
    "a distant file": (
        "metadata/croissant.json",
        '"../source/report.txt"',
        '"https://schema.org/report.txt"',
        "contentUrl: https://schema.org/report.txt",
    ),
}


@pytest.mark.parametrize("invention", INVENTED)
def test_an_invention_is_seen(invention: str) -> None:
    name, old, new, said = INVENTED[invention]
    text = (ROOT / name).read_text(encoding="utf-8")
    assert old in text
    assert said in inventions(name, text.replace(old, new, 1))
