"""Every fact of one report on the Assembly of the Peoples of Kazakhstan, as typed tables.

>>> from kazakhstan_assembly import load_table
>>> load_table("sessions")["motto"][0]
'For Peace and Accord in our Common Home'
"""

# Where each public name is defined. It is looked up when first used, so that an import costs
# nothing; type checkers read __init__.pyi, which the build makes from this and the schemas.
PLACES = {
    "Difference": "query.diff",
    "DtypeBackend": "io.frames",
    "ExportError": "errors",
    "FactTableName": "_literals",
    "KazakhstanAssemblyError": "errors",
    "PackageError": "errors",
    "RequestError": "errors",
    "TableName": "_literals",
    "Trace": "query.trace",
    "UnknownCheckError": "errors",
    "UnknownColumnError": "errors",
    "UnknownFormatError": "errors",
    "UnknownRowError": "errors",
    "UnknownStyleError": "errors",
    "UnknownTableError": "errors",
    "UnknownVocabularyError": "errors",
    "ValidationError": "errors",
    "ValidationResult": "checks.result",
    "VocabularyName": "_literals",
    "cite": "query.cite",
    "connect": "exports.duckdb",
    "describe_table": "query.describe",
    "describe_vocabulary": "query.describe",
    "diff": "query.diff",
    "export": "exports",
    "find": "query.find",
    "list_tables": "io.datapackage",
    "list_vocabularies": "query.describe",
    "load_arrow": "io.arrow",
    "load_table": "io.frames",
    "load_tables": "io.frames",
    "read": "query.read",
    "read_report": "io.datapackage",
    "table_schema": "io.datapackage",
    "trace": "query.trace",
    "validate": "checks.validation",
}

__all__ = ["__version__", *PLACES]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        value: object = import_module("kazakhstan_assembly.io.datapackage").version()
    elif name in PLACES:
        value = getattr(import_module(f"kazakhstan_assembly.{PLACES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
