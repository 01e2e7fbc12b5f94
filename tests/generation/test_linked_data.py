"""Metadata in RDF: schema.org, DCAT, RO-Crate, the entities, and the evidence as annotations."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import ResultRow
from rdflib.term import Node

import kazakhstan_assembly as ka
from conftest import ROOT, table
from metadata_faults import UNKNOWN, crate_faults, shape_faults

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("offline"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

METADATA = ROOT / "metadata"
# What the W3C's context says of the terms that the annotations use.
CONTEXT = Path(__file__).parents[1] / "contexts" / "anno.jsonld"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


COUNT = URIRef("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")

# schema.org and DCAT

DESCRIPTIONS = {"schema-org": "schema-org.jsonld", "dcat": "dcat.jsonld"}


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_a_description_has_what_its_standard_asks_for(name: str) -> None:
    assert shape_faults(name, read(METADATA / DESCRIPTIONS[name])) == ""


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_a_description_without_a_part_is_refused(name: str) -> None:
    data = read(METADATA / DESCRIPTIONS[name])
    small = {key: part[:1] if isinstance(part, list) else part for key, part in data.items()}
    assert shape_faults(name, small) == ""
    optional = {"@context", "@id", "@type", "dct:alternative", "dct:bibliographicCitation"}
    for key in sorted(data.keys() - optional):
        broken = {other: part for other, part in small.items() if other != key}
        assert key.rpartition(":")[2] in shape_faults(name, broken)


@pytest.mark.parametrize(
    ("name", "part", "key", "value"),
    [
        ("schema-org", "distribution", "sha256", "none"),
        ("schema-org", "distribution", "contentUrl", None),
        ("schema-org", "distribution", "encodingFormat", "CSV"),
        ("schema-org", "variableMeasured", "description", None),
        ("dcat", "dcat:distribution", "dcat:byteSize", "many"),
        ("dcat", "dcat:distribution", "dcat:downloadURL", None),
        ("dcat", "dcat:distribution", "spdx:checksum", None),
    ],
)
def test_a_broken_part_is_refused(name: str, part: str, key: str, value: object) -> None:
    data = read(METADATA / DESCRIPTIONS[name])
    data[part][0][key] = value
    assert key.rpartition(":")[2] in shape_faults(name, data)


def test_descriptions_name_every_file_with_its_size_and_hash() -> None:
    described = {
        (part["contentUrl"], part["contentSize"], part["sha256"])
        for part in read(METADATA / "schema-org.jsonld")["distribution"]
    }
    catalogued = {
        (
            part["dcat:downloadURL"],
            f"{part['dcat:byteSize']} B",
            part["spdx:checksum"]["spdx:checksumValue"],
        )
        for part in read(METADATA / "dcat.jsonld")["dcat:distribution"]
    }
    # What stands beside the two folders tells people of the tables and is no table.
    files = [path for path in (ROOT / "data").glob("*/*") if path.is_file()]
    assert described == catalogued
    assert described == {
        (
            f"../{path.relative_to(ROOT).as_posix()}",
            f"{path.stat().st_size} B",
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in files
    }


def test_the_years_are_those_of_the_dated_sessions_and_events() -> None:
    dated = [table(name) for name in ("sessions", "events")]
    start = min(frame["date_start"].min() for frame in dated).year
    end = max(frame["date_end"].max() for frame in dated).year
    assert read(METADATA / "schema-org.jsonld")["temporalCoverage"] == f"{start}/{end}"


# RO-Crate


def test_the_crate_lacks_only_what_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert crate_faults(ROOT, monkeypatch) == UNKNOWN


@pytest.mark.parametrize("key", ["license", "hasPart"])
def test_a_broken_crate_is_refused(
    checkout: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = checkout / "ro-crate-metadata.json"
    data = read(path)
    root = next(entity for entity in data["@graph"] if entity["@id"] == "./")
    del root[key]
    path.write_text(json.dumps(data))
    assert crate_faults(checkout, monkeypatch) - UNKNOWN


def test_a_crate_without_one_of_its_files_is_refused(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "data/csv/media.csv").unlink()
    assert "media.csv" in " ".join(crate_faults(checkout, monkeypatch))


# The entities and the annotations


@cache
def entities() -> Graph:
    path = METADATA / "entities.ttl"
    return Graph().parse(path, publicID=path.as_uri())


@cache
def collection() -> Any:
    return read(METADATA / "annotations.jsonld")


@cache
def terms() -> dict[str, Any]:
    """Return the context of the annotations: the standard's terms and their own."""
    standard, own = collection()["@context"]
    assert standard == "http://www.w3.org/ns/anno.jsonld"
    return {**read(CONTEXT)["@context"], **own}


@cache
def annotated() -> Graph:
    place = (METADATA / "annotations.jsonld").as_uri()
    data = json.dumps({**collection(), "@context": terms()})
    return Graph().parse(data=data, format="json-ld", publicID=place)


@cache
def everything() -> Graph:
    return annotated() + entities()


def node(fragment: str) -> URIRef:
    return URIRef(f"{(METADATA / 'entities.ttl').as_uri()}#{fragment}")


MATCHES = {
    "exact": SKOS.exactMatch,
    "close": SKOS.closeMatch,
    "eponymous_language": SKOS.relatedMatch,
}


def texts(graph: Graph, thing: Node | None, predicate: URIRef) -> set[str]:
    return {str(value) for value in graph.objects(thing, predicate)}


def misdescribed(graph: Graph) -> set[str]:
    """Return the entities whose kind, names or table are others than those of the tables."""
    names = table("entity_forms").query("kind == 'name'").groupby("entity_id")["form"].agg(set)
    things = {node(str(row.entity_id)): row for row in table("entities").itertuples()}
    faults = {str(thing) for thing in set(graph.subjects(RDFS.isDefinedBy)) - things.keys()}
    for thing, row in things.items():
        kind = graph.value(thing, RDF.type)
        origins = {file.rpartition("/")[2] for file in texts(graph, thing, RDFS.isDefinedBy)}
        right = (
            kind == node(f"kind/{row.kind}")
            and texts(graph, kind, RDFS.label)
            and texts(graph, thing, SKOS.prefLabel) == {row.label}
            and texts(graph, thing, SKOS.altLabel) == names.get(row.entity_id, set()) - {row.label}
            and origins == {f"{row.table_name}.csv"}
        )
        if not right:
            faults.add(str(row.entity_id))
    return faults


def links(graph: Graph) -> Counter[tuple[str, ...]]:
    """Return what each entity is matched with: how, and by which identifier and label."""
    counts: Counter[tuple[str, ...]] = Counter()
    for match in (*MATCHES.values(), SKOS.broadMatch, SKOS.narrowMatch):
        for entity, target in graph.subject_objects(match):
            said = [graph.value(target, part) for part in (SKOS.notation, SKOS.prefLabel)]
            counts[str(entity), str(match), *map(str, said)] += 1
    return counts


def entity_faults(graph: Graph) -> set[str]:
    """Return the entities that the graph describes or links otherwise than the tables do."""
    expected: Counter[tuple[str, ...]] = Counter(
        (
            str(node(str(row.entity_id))),
            str(MATCHES[str(row.match_type)]),
            str(row.identifier),
            str(row.label),
        )
        for row in table("identifiers").itertuples()
    )
    found = links(graph)
    wrong = {entity for entity, *_ in (expected - found) + (found - expected)}
    return misdescribed(graph) | {entity.rpartition("#")[2] for entity in wrong}


def test_the_entities_are_described_and_linked_as_in_the_tables() -> None:
    assert set(table("identifiers")["match_type"].cat.categories) == MATCHES.keys()
    assert entity_faults(entities()) == set()


KAZAKHSTAN = "<http://www.wikidata.org/entity/Q232>"
BROKEN_ENTITIES = {
    "another match": (f"skos:exactMatch {KAZAKHSTAN}", f"skos:closeMatch {KAZAKHSTAN}"),
    "an unknown match": (f"skos:exactMatch {KAZAKHSTAN}", f"skos:broadMatch {KAZAKHSTAN}"),
    "a dangling identifier": (f"skos:exactMatch {KAZAKHSTAN}", "skos:exactMatch <#wikidata/Q233>"),
    "a dropped link": ("skos:exactMatch <https://sws.geonames.org/1522867/> ;", ""),
    "a dropped name": ('skos:prefLabel "Kazakhstan"@en ;\n    skos:altLabel', "skos:altLabel"),
    "another name": ('skos:altLabel "Republic of Kazakhstan"', 'skos:altLabel "The Republic"'),
    "a dropped label": (f'{KAZAKHSTAN} skos:prefLabel "Kazakhstan"@en ;', KAZAKHSTAN),
    "another notation": ('skos:notation "wikidata:Q232"', 'skos:notation "wikidata:Q233"'),
    "another kind": ("<#kazakhstan> a <#kind/place>", "<#kazakhstan> a <#kind/person>"),
    "another table": ("<#kazakhstan> a", "<#kazakhstan> rdfs:isDefinedBy <places> ; a"),
}


@pytest.mark.parametrize("fault", BROKEN_ENTITIES)
def test_broken_entities_are_refused(fault: str) -> None:
    old, new = BROKEN_ENTITIES[fault]
    path = METADATA / "entities.ttl"
    text = path.read_text(encoding="utf-8")
    assert old in text
    graph = Graph().parse(data=text.replace(old, new), format="turtle", publicID=path.as_uri())
    assert "kazakhstan" in entity_faults(graph)


def test_addresses_are_the_authorities_own() -> None:
    graph = entities()
    for target, notation in graph.subject_objects(SKOS.notation):
        scheme, _, local = str(notation).partition(":")
        if scheme in {"wikidata", "geonames", "glottolog", "isni"}:
            assert str(target).startswith("http")
            assert local in str(target)
        else:
            assert target == node(f"{scheme}/{local}")


def fault_of(target: Any, report: str) -> str | None:
    """Return how the two selectors of a target fail to find its words in the report."""
    place, words = target["selector"]
    if report[place["start"] : place["end"]] != words["exact"]:
        return "the position holds other words"
    around = words["prefix"] + words["exact"] + words["suffix"]
    if report.find(around) != place["start"] - len(words["prefix"]):
        return "the words with what stands around them are not found there"
    return None


def items() -> list[Any]:
    found: list[Any] = collection()["first"]["items"]
    return found


def targets(annotation: Any) -> list[Any]:
    target = annotation["target"]
    return target if isinstance(target, list) else [target]


def test_every_cell_with_evidence_is_annotated() -> None:
    rows = table("evidence").query("column_name != '*'")
    spans = [
        (
            f"#{row.table_name}/{row.row_id}/{row.column_name}",
            (row.char_start, row.char_end, row.quote),
        )
        for row in rows.itertuples()
    ]
    found: list[tuple[str, tuple[object, ...]]] = []
    for annotation in items():
        for target in targets(annotation):
            place, words = target["selector"]
            found.append((annotation["id"], (place["start"], place["end"], words["exact"])))
    assert found == spans
    assert collection()["total"] == len(items()) == len({i["id"] for i in items()})


def test_positions_count_code_points_and_words_are_found_around_them() -> None:
    report = ka.read_report()
    every = chain.from_iterable(map(targets, items()))
    assert {fault_of(target, report) for target in every} == {None}


def test_a_misplaced_annotation_is_seen() -> None:
    report = ka.read_report()
    target = targets(items()[-1])[0]
    place, words = target["selector"]
    # Bytes and UTF-16 units are not code points.
    offset = len(report[: place["start"]].encode())
    moved = {**place, "start": offset, "end": offset + len(words["exact"])}
    assert fault_of({"selector": [moved, words]}, report)
    assert fault_of({"selector": [place, {**words, "prefix": "not there"}]}, report)


# Values of these are terms too.
TERMED = ("type", "motivation")


def unmapped(part: Any, context: dict[str, Any]) -> set[str]:
    """Return the keys and the terms that a context does not map, which JSON-LD would drop."""
    if isinstance(part, list):
        return set().union(*(unmapped(each, context) for each in part))
    if not isinstance(part, dict):
        return set()
    used = set(part)
    for value in (part[key] for key in TERMED if key in part):
        used |= {value} if isinstance(value, str) else set(value)
    missing = {name for name in used if name.partition(":")[0] not in context}
    return missing.union(*(unmapped(value, context) for value in part.values()))


def test_the_context_maps_every_key_and_type_of_the_annotations() -> None:
    data = without(collection(), "@context")
    assert unmapped(data, terms()) == set()
    for name in ("exact", "selector", "object", "skos", "Software", "describing"):
        assert {key.partition(":")[0] for key in unmapped(data, without(terms(), name))} == {name}


def without(mapping: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key != name}


def test_positions_and_counts_are_numbers_that_are_not_negative() -> None:
    for term in ("ns/oa#start", "ns/oa#end", "ns/activitystreams#totalItems"):
        numbers = set(annotated().objects(predicate=URIRef(f"http://www.w3.org/{term}")))
        assert numbers
        assert numbers == {Literal(str(n), datatype=COUNT) for n in numbers}


def test_a_body_states_the_cell() -> None:
    graph = everything()
    rows: dict[str, dict[str, object]] = {}
    for name in ka.list_tables():
        for cells in table(name).itertuples(index=False):
            rows[f"{name}.csv#{cells[0]}"] = dict(zip(table(name).columns, cells, strict=True))
    statements = list(graph.subjects(RDF.type, RDF.Statement))
    assert len(statements) == len(items())
    for statement in statements:
        row = str(graph.value(statement, RDF.subject)).rpartition("/")[2]
        column = str(graph.value(statement, RDF.predicate)).rpartition("#")[2]
        value = rows[row][column]
        assert str(graph.value(statement, RDF.value)) == str(value)
        thing = graph.value(statement, RDF.object)
        assert thing is None or (thing == node(str(value)) and (thing, RDF.type, None) in graph)


def test_the_file_of_annotations_is_small_and_one_a_line() -> None:
    data = (METADATA / "annotations.jsonld").read_bytes()
    assert len(data) < 1_500_000
    assert len(data.splitlines()) == len(items()) + 2


# The queries of docs/queries


def answer(name: str) -> list[tuple[str, ...]]:
    text = (ROOT / "docs" / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    query = prepareQuery(text, base=f"{METADATA.as_uri()}/")
    rows = (row for row in everything().query(query) if isinstance(row, ResultRow))
    return [tuple(map(str, row)) for row in rows]


def test_a_query_gives_the_words_of_a_cell() -> None:
    row = table("sessions").set_index("session_id").loc["session-06"]
    [(value, start, end, quote)] = answer("words_of_a_cell")
    assert (value, quote) == (row["motto_text"], row["motto_text"])
    assert ka.read_report()[int(start) : int(end)] == quote


def test_a_query_gives_the_identifiers_of_an_entity() -> None:
    links = table("identifiers").query("entity_id == 'kazakhstan'")
    found = {(identifier, label) for _, identifier, label in answer("identifiers_of_an_entity")}
    assert found == set(zip(links["identifier"], links["label"], strict=True))


def test_a_query_joins_facts_words_and_identifiers() -> None:
    found = {
        (tie.rpartition("#")[2], match.rpartition("#")[2], item.rpartition("/")[2])
        for tie, _, _, match, item in answer("ties_words_and_identifiers")
    }
    ties, links = table("international_ties"), table("identifiers")
    joined = ties.merge(links, left_on="domestic_id", right_on="entity_id")
    joined = joined[joined["match_type"].isin(["exact", "close"])]
    joined = joined[joined["identifier"].str.match("wikidata:")]
    matches = joined["match_type"].astype(str) + "Match"
    items = joined["identifier"].str.removeprefix("wikidata:")
    assert found == set(zip(joined["tie_id"], matches, items, strict=True))
    assert all(quote for _, _, quote, *_ in answer("ties_words_and_identifiers"))


def test_every_query_is_tested() -> None:
    names = {path.stem for path in (ROOT / "docs" / "queries").glob("*.rq")}
    assert names == {
        "words_of_a_cell",
        "identifiers_of_an_entity",
        "ties_words_and_identifiers",
    }
