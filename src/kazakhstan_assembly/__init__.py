"""Every fact of one report on the Assembly of the Peoples of Kazakhstan, as typed tables.

>>> from kazakhstan_assembly import load_table
>>> load_table("sessions")["motto"][0]
'For Peace and Accord in our Common Home'
"""

# Where each public name is defined. It is looked up when first used, so that an import costs
# nothing; type checkers read __init__.pyi, which the build makes from this and the schemas.
PLACES = {
    "Difference": "comparison",
    "DtypeBackend": "tables",
    "ExportError": "exports",
    "FactTableName": "names",
    "PackageError": "package",
    "Report": "validation",
    "RequestError": "package",
    "TableName": "names",
    "Trace": "tracing",
    "UnknownColumnError": "package",
    "UnknownFormatError": "exports",
    "UnknownRowError": "package",
    "UnknownStyleError": "citation",
    "UnknownTableError": "package",
    "UnknownVocabularyError": "package",
    "ValidationError": "validation",
    "VocabularyName": "names",
    "cite": "citation",
    "connect": "database",
    "describe_table": "describe",
    "describe_vocabulary": "describe",
    "diff": "comparison",
    "export": "exports",
    "find": "search",
    "list_tables": "package",
    "list_vocabularies": "describe",
    "load_arrow": "arrow",
    "load_table": "tables",
    "load_tables": "tables",
    "read_report": "package",
    "table_schema": "package",
    "read": "reading",
    "trace": "tracing",
    "validate": "validation",
}

__all__ = ["__version__", *PLACES]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        value: object = import_module("kazakhstan_assembly.package").version()
    elif name in PLACES:
        value = getattr(import_module(f"kazakhstan_assembly.{PLACES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
