"""The same model for other ecosystems: one small function a standard."""

from __future__ import annotations

from curation.files import Files
from curation.metadata.annotations import web_annotations
from curation.metadata.croissant import croissant
from curation.metadata.csvw import csvw
from curation.metadata.datacite import datacite
from curation.metadata.dataset import Dataset as Dataset
from curation.metadata.dcat import dcat
from curation.metadata.entities import entities
from curation.metadata.huggingface import huggingface
from curation.metadata.ro_crate import ro_crate
from curation.metadata.schema_org import schema_org


def metadata_files(dataset: Dataset) -> Files:
    """Return the files of metadata/, and the RO-Crate at the top."""
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
