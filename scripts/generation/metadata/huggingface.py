"""A Hugging Face dataset card: the README.md of a dataset repository with these files in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import yaml

from generation.metadata.dataset import Dataset
from kazakhstan_assembly.io.markdown import markdown_table

# The classes that the hub knows, by the number of rows at which they end.
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))


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


def _body(dataset: Dataset) -> str:
    package, code = dataset.package, dataset.package["code_license"]
    tables = (
        [f"`{name}`", len(dataset.records[name]), schema["title"]]
        for name, schema in dataset.schemas.items()
    )
    start, end = dataset.years
    parts = [
        f"# {dataset.title}",
        dataset.description,
        "A table is a configuration; its one split is called `train`, as the hub expects, and is "
        "meant for no training.",
        markdown_table(["configuration", "rows:", "what it holds"], tables).rstrip(),
        "## Coverage",
        f"{dataset.place['name']}, {start} to {end}.",
        "## Variables",
        "What each column means is in `schemas/`.",
        "\n".join(_variables(dataset)),
        "## Source",
        dataset.provenance,
        "## Limits",
        dataset.limits,
        "## Rights",
        f"- The tables and the metadata: {dataset.license['title']}.\n"
        f"- The code: {code['title']}.\n"
        f"- The report: {dataset.report_rights}",
        "## Citation",
        f"> {dataset.citation}",
        f"Version {package['version']}, {package['released']}.",
    ]
    return "\n\n".join(parts) + "\n"
