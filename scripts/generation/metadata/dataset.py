"""What every standard asks for, taken once from the package, the schemas and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from annotation.problems import CurationError, Problem, did_you_mean
from generation.files import Files, sha256
from generation.pages import citation
from generation.schemas import Schema
from kazakhstan_assembly.derivation.pipeline import Record, Records
from kazakhstan_assembly.document.spans import fold_spaces
from kazakhstan_assembly.model.tables import FACT_ROLES

REPORT = "source/report.txt"
# Files of metadata/ name other files from where they stand.
UP = "../"

# Concepts of authorities that mint addresses for them; all others have a notation alone.
_ADDRESSES = {
    "geonames": "https://sws.geonames.org/{}/",
    "glottolog": "https://glottolog.org/resource/languoid/id/{}",
    "isni": "https://isni.org/isni/{}",
    "wikidata": "http://www.wikidata.org/entity/{}",
}


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
        source, name = self.package["report"], self.package["name"]
        return (
            f"Made from the report “{source['title']}” ({source['issued']}; sha256 "
            f"{source['sha256']}) by the code of {name} {self.package['version']}: every value "
            "is quoted from the report or made from quoted words by a named rule, and each cell "
            "can be made anew."
        )

    @cached_property
    def data_files(self) -> list[DataFile]:
        """Return the CSV file and the Parquet file of every table."""
        return [
            DataFile(
                path, mediatype, schema["title"], schema["description"], self.files[path], name
            )
            for name, schema in self.schemas.items()
            for path, mediatype in (
                (f"data/csv/{name}.csv", "text/csv"),
                (f"data/parquet/{name}.parquet", "application/vnd.apache.parquet"),
            )
        ]

    @cached_property
    def report_file(self) -> DataFile:
        title = self.package["report"]["title"]
        return DataFile(REPORT, "text/plain", title, self.report_rights, self.report.encode())

    def fact_columns(self) -> Iterator[tuple[str, Schema]]:
        """Yield the table and the field of each column that holds what the report states."""
        for name, schema in self.schemas.items():
            if schema["role"] in FACT_ROLES:
                for field in schema["fields"]:
                    if field["kind"] != "structural":
                        yield name, field

    @cached_property
    def years(self) -> tuple[str, str]:
        """Return the years of the earliest and the latest stated date of sessions and events.

        Some dates are years or decades, so the coverage is no finer than a year.
        """
        rows = [*self.records["sessions"], *self.records["events"]]
        dates = [
            value
            for row in rows
            for value in (row["date_start"], row["date_end"])
            if isinstance(value, date)
        ]
        return f"{min(dates).year:04}", f"{max(dates).year:04}"

    @cached_property
    def place(self) -> Record:
        """Return the entity that the report is about, in space."""
        place: str = self.package["report"]["place"]
        places = {str(row["place_id"]): row for row in self.records["places"]}
        if place not in places:
            hint = did_you_mean(place, places)
            message = f"report.place names an unknown place {place}.{hint}"
            raise CurationError([Problem("source/package.yaml", message)])
        return places[place]

    def identifiers(self, entity_id: str, match_type: str) -> list[str]:
        """Return an entity's identifiers of one kind of match, as compact URIs."""
        return [
            str(row["identifier"])
            for row in self.records["authorities"]
            if (row["entity_id"], row["match_type"]) == (entity_id, match_type)
        ]

    def place_addresses(self) -> list[str]:
        """Return the addresses at which authorities identify the place."""
        found = self.identifiers(str(self.place["place_id"]), "exact")
        return [iri for identifier in found if (iri := address(identifier))]


def address(identifier: str) -> str | None:
    """Return the address that its authority has for an identifier, or None."""
    scheme, _, local = identifier.partition(":")
    return _ADDRESSES[scheme].format(local) if scheme in _ADDRESSES else None
