"""Every fact of one report on the Assembly of the Peoples of Kazakhstan, as typed tables.

>>> from kazakhstan_assembly import load_table
>>> load_table("sessions")["motto"][0]
'For Peace and Accord in our Common Home'
"""

# Where each public class and type is defined. A name is looked up when it is first used, so that
# an import costs nothing; type checkers read __init__.pyi, which the build makes.
PLACES = {
    "DataPackage": "datapackage",
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
    "open_package": "datapackage",
}
# The functions, which are the methods of the installed package.
METHODS = (
    "cite",
    "connect",
    "describe_table",
    "describe_vocabulary",
    "diff",
    "export",
    "find",
    "list_tables",
    "list_vocabularies",
    "load_arrow",
    "load_table",
    "load_tables",
    "read",
    "read_report",
    "table_schema",
    "trace",
    "validate",
)

__all__ = ["__version__", *PLACES, *METHODS]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in PLACES:
        value: object = getattr(import_module(f"kazakhstan_assembly.{PLACES[name]}"), name)
    elif name in METHODS:
        value = getattr(import_module("kazakhstan_assembly.datapackage").INSTALLED, name)
    elif name == "__version__":
        value = import_module("kazakhstan_assembly.datapackage").INSTALLED.version
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
