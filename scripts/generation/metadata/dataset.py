"""What every standard asks for, taken once from the package, the schemas and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from annotation.source_findings import source_finding
from generation.engine import Engine
from generation.files import Files, sha256
from generation.pages import citation
from generation.schemas import Schema
from kazakhstan_assembly.checks.findings import Finding
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.errors import nearest
from kazakhstan_assembly.model.records import Record, Records
from kazakhstan_assembly.model.tables import FACT_ROLES

REPORT = "source/report.txt"
# Files of metadata/ name other files from where they stand.
UP = "../"
_MEDIATYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def is_address(path: str) -> bool:
    """Return whether a path is a web address, and not a file of the package."""
    return path.startswith(("https://", "http://"))


def reference(path: str) -> str:
    """Return how the files of metadata/ refer to a path of the package, or to an address."""
    return path if is_address(path) else UP + path


@dataclass(frozen=True)
class DataFile:
    """A file that holds a table, or the report."""

    path: str
    mediatype: str
    title: str
    description: str
    data: bytes
    table: str | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def sha256(self) -> str:
        return sha256(self.data)

    @property
    def bytes(self) -> int:
        return len(self.data)


@dataclass(frozen=True)
class Dataset:
    """The package as its standards see it."""

    package: Any
    schemas: dict[str, Schema]
    records: Records
    files: Files
    report: str
    engine: Engine

    @property
    def title(self) -> str:
        return str(self.package["title"])

    @property
    def description(self) -> str:
        return fold_spaces(self.package["description"])

    @property
    def limits(self) -> str:
        return fold_spaces(self.package["report"]["limits"])

    @property
    def report_rights(self) -> str:
        return fold_spaces(self.package["report"]["rights"])

    @property
    def license(self) -> Any:
        return self.package["licenses"][0]

    @property
    def code_license(self) -> Any | None:
        """Return the license of the program, or None if source/package.yaml does not state it."""
        return self.package.get("code_license")

    @property
    def language(self) -> str:
        """Return the language of the report and so of the tables, as a BCP 47 tag."""
        return str(self.package["report"]["language"])

    @property
    def creators(self) -> list[str]:
        return [
            person["title"]
            for person in self.package["contributors"]
            if "creator" in person["roles"]
        ]

    @property
    def citation(self) -> str:
        return citation(self.package)

    @property
    def provenance(self) -> str:
        """Return what the tables were made from and by which version of the code."""
        source = self.package["report"]
        return (
            f"Made from the report “{source['title']}” ({source['issued']}; sha256 "
            f"{source['sha256']}) by the code of {self.engine}: every value "
            "is quoted from the report or made from quoted words by a named rule, so that each "
            "cell can be recomputed."
        )

    @cached_property
    def data_files(self) -> list[DataFile]:
        """Return the CSV file and the Parquet file of every table."""
        files: list[DataFile] = []
        for name, schema in self.schemas.items():
            about = schema["title"], schema["description"]
            for folder, mediatype in _MEDIATYPES.items():
                path = f"data/{folder}/{name}.{folder}"
                files.append(DataFile(path, mediatype, *about, self.files[path], name))
        return files

    @cached_property
    def report_file(self) -> DataFile:
        title = self.package["report"]["title"]
        return DataFile(REPORT, "text/plain", title, self.report_rights, self.report.encode())

    def field(self, table: str, column: str) -> Schema:
        """Return what the schema of a table says of a column."""
        return self._fields[table][column]

    @cached_property
    def _fields(self) -> dict[str, dict[str, Schema]]:
        by_table: dict[str, dict[str, Schema]] = {}
        for name, schema in self.schemas.items():
            by_table[name] = {field["name"]: field for field in schema["fields"]}
        return by_table

    def fact_columns(self) -> Iterator[tuple[str, Schema]]:
        """Yield the table and the field of each column that holds what the report states."""
        for name, schema in self.schemas.items():
            if schema["role"] in FACT_ROLES:
                for field in schema["fields"]:
                    if field["kind"] != "structural":
                        yield name, field

    @property
    def dated_tables(self) -> list[str]:
        """Return the tables whose dates say what time the data cover."""
        declared = self.package.get("years_of")
        return list(declared or (name for name in self.schemas if self._is_dated(name)))

    def _is_dated(self, name: str) -> bool:
        return self.schemas[name]["role"] in FACT_ROLES and bool(self._date_columns(name))

    def _date_columns(self, name: str) -> list[str]:
        fields = self.schemas[name]["fields"]
        return [field["name"] for field in fields if field["type"] == "date"]

    @cached_property
    def years(self) -> tuple[str, str] | None:
        """Return the years of the earliest and the latest stated date, or None without dates.

        Some dates are years or decades, so the coverage is no finer than a year.
        """
        dates: list[date] = []
        for name in self.dated_tables:
            for column in self._date_columns(name):
                cells = (row[column] for row in self.records[name])
                dates += [cell for cell in cells if isinstance(cell, date)]
        if not dates:
            return None
        return f"{min(dates).year:04}", f"{max(dates).year:04}"

    @property
    def interval(self) -> str | None:
        """Return the years as ISO 8601 writes an interval."""
        return "/".join(self.years) if self.years else None

    @cached_property
    def place(self) -> Record | None:
        """Return the entity that the report is about, in space, or None if it names none."""
        place = self.package["report"].get("place")
        entities = self.records["entities"]
        return next((row for row in entities if row["entity_id"] == place), None)

    def identifiers(self, entity_id: str, match_type: str) -> list[str]:
        """Return an entity's identifiers of one kind of match, as compact URIs."""
        return [
            str(row["identifier"])
            for row in self.records["identifiers"]
            if (row["entity_id"], row["match_type"]) == (entity_id, match_type)
        ]

    def place_addresses(self) -> list[str]:
        """Return the addresses at which registries identify the place."""
        if self.place is None:
            return []
        identifiers = self.identifiers(str(self.place["entity_id"]), "exact")
        addresses = (self.address(identifier) for identifier in identifiers)
        return [address for address in addresses if address is not None]

    def address(self, identifier: str) -> str | None:
        """Return the address that its registry has for an identifier, or None."""
        scheme, _, local = identifier.partition(":")
        registry = self.package.get("registries", {}).get(scheme, {})
        # Many registries have no address for what they identify: there is a notation alone.
        return str(registry["iri"]).format(local) if "iri" in registry else None


def package_problems(dataset: Dataset) -> Iterator[Finding]:
    """Yield what source/package.yaml says of the tables that does not hold."""
    package, file = dataset.package, "source/package.yaml"
    if not dataset.creators:
        message = "no contributor has the role creator; give it to one"
        yield source_finding(file, message, package.lines["contributors"])
    place = package["report"].get("place")
    if place is not None and dataset.place is None:
        entities = [str(row["entity_id"]) for row in dataset.records["entities"]]
        hint = nearest(place, entities, "entities")
        message = f"report.place names an unknown entity {place}. {hint}"
        yield source_finding(file, message, package["report"].lines["place"])
    for name in package.get("years_of", ()):
        if name not in dataset.schemas:
            hint = nearest(name, dataset.schemas, "tables")
            message = f"years_of names an unknown table {name}. {hint}"
            yield source_finding(file, message, package.lines["years_of"])
