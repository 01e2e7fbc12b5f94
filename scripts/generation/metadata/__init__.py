"""The same model for other ecosystems: one small function per standard."""

from __future__ import annotations

from generation.files import Files
from generation.metadata.annotations import web_annotations
from generation.metadata.croissant import croissant
from generation.metadata.csvw import csvw
from generation.metadata.datacite import datacite
from generation.metadata.dataset import Dataset as Dataset
from generation.metadata.dataset import package_problems
from generation.metadata.dcat import dcat
from generation.metadata.entities import entities
from generation.metadata.huggingface import huggingface
from generation.metadata.ro_crate import ro_crate
from generation.metadata.schema_org import schema_org
from kazakhstan_assembly.errors import SourceError


def metadata_files(dataset: Dataset) -> Files:
    """Return the files of metadata/, and the RO-Crate at the top.

    Raises
    ------
    SourceError
        If source/package.yaml names what is not in the tables.
    """
    findings = list(package_problems(dataset))
    if findings:
        raise SourceError(findings)
    return {
        "metadata/annotations.jsonld": web_annotations(dataset),
        "metadata/croissant.json": croissant(dataset),
        "metadata/csvw.json": csvw(dataset),
        "metadata/datacite.json": datacite(dataset),
        "metadata/dcat.jsonld": dcat(dataset),
        "metadata/entities.ttl": entities(dataset),
        "metadata/huggingface.md": huggingface(dataset),
        "metadata/schema-org.jsonld": schema_org(dataset),
        "ro-crate-metadata.json": ro_crate(dataset),
    }
