"""The same model for other ecosystems: one small function a standard."""

from __future__ import annotations

from curation.files import Files
from curation.metadata.croissant import croissant
from curation.metadata.csvw import csvw
from curation.metadata.dataset import Dataset as Dataset


def metadata_files(dataset: Dataset) -> Files:
    """Return the files of metadata/."""
    return {
        "metadata/croissant.json": croissant(dataset),
        "metadata/csvw.json": csvw(dataset),
    }
