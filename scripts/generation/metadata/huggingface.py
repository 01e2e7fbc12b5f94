"""A Hugging Face dataset card: the README.md of a dataset repository with these files in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import yaml

from generation.metadata.dataset import Dataset
from kazakhstan_assembly.io.markdown import markdown_table

# The classes that the hub knows, by the number of rows at which they end.
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)


def huggingface(dataset: Dataset) -> bytes:
    """Return metadata/huggingface.md."""
    first, *others = dataset.schemas
    header = {
        "pretty_name": dataset.title,
        "license": dataset.license["name"].lower(),
        "language": [dataset.language],
        "size_categories": [size_category(sum(map(len, dataset.records.values())))],
        "tags": list(dataset.package["keywords"]),
        "configs": [
            {"config_name": first, "default": True, **_files(first)},
            *({"config_name": name, **_files(name)} for name in others),
        ],
    }
    text: str = yaml.safe_dump(header, sort_keys=False, allow_unicode=True, width=100)
    return f"---\n{text}---\n\n{_body(dataset)}".encode()


def _files(table: str) -> dict[str, object]:
    return {"data_files": [{"split": "train", "path": f"data/parquet/{table}.parquet"}]}


def size_category(rows: int) -> str:
    """Return the hub's class for a number of rows."""
    return next(name for limit, name in _SIZES if rows < limit)


def _variables(dataset: Dataset) -> Iterator[str]:
    for table, columns in groupby(dataset.fact_columns(), lambda column: column[0]):
        names = ", ".join(f"`{field['name']}`" for _, field in columns)
        yield f"- `{table}`: {names}"


def _coverage(dataset: Dataset) -> list[str]:
    """Return the section on what the data cover, or nothing if that is not known."""
    covered = [str(dataset.place["label"])] if dataset.place else []
    if dataset.years:
        covered.append(" to ".join(dataset.years))
    return ["## Coverage", f"{', '.join(covered)}."] if covered else []


def _rights(dataset: Dataset) -> Iterator[str]:
    yield f"- The tables and the metadata: {dataset.license['title']}."
    if dataset.code_license:
        yield f"- The code: {dataset.code_license['title']}."
    yield f"- The report: {dataset.report_rights}"


def _body(dataset: Dataset) -> str:
    package = dataset.package
    tables = (
        [f"`{name}`", len(dataset.records[name]), schema["title"]]
        for name, schema in dataset.schemas.items()
    )
    parts = [
        f"# {dataset.title}",
        dataset.description,
        "A table is a configuration; its one split is called `train`, as the hub expects, and is "
        "meant for no training.",
        markdown_table(["configuration", "rows:", "what it holds"], tables).rstrip(),
        *_coverage(dataset),
        "## Variables",
        "What each column means is in `schemas/`.",
        "\n".join(_variables(dataset)),
        "## Source",
        dataset.provenance,
        "## Limits",
        dataset.limits,
        "## Rights",
        "\n".join(_rights(dataset)),
        "## Citation",
        f"> {dataset.citation}",
        f"Version {package['version']}, {package['released']}.",
    ]
    return "\n\n".join(parts) + "\n"
