"""Every fact of one report on the Assembly of the Peoples of Kazakhstan, as typed tables.

>>> from kazakhstan_assembly import load_table
>>> load_table("sessions")["motto"][0]
'For Peace and Accord in our Common Home'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kazakhstan_assembly.package import PackageError as PackageError
    from kazakhstan_assembly.package import UnknownTableError as UnknownTableError
    from kazakhstan_assembly.package import list_tables as list_tables
    from kazakhstan_assembly.package import read_report as read_report
    from kazakhstan_assembly.package import table_schema as table_schema
    from kazakhstan_assembly.tables import describe_table as describe_table
    from kazakhstan_assembly.tables import load_table as load_table
    from kazakhstan_assembly.tables import load_tables as load_tables
    from kazakhstan_assembly.validation import Report as Report
    from kazakhstan_assembly.validation import ValidationError as ValidationError
    from kazakhstan_assembly.validation import validate as validate

    __version__: str

_PLACES = {
    "PackageError": "package",
    "UnknownTableError": "package",
    "describe_table": "tables",
    "list_tables": "package",
    "load_table": "tables",
    "load_tables": "tables",
    "read_report": "package",
    "table_schema": "package",
    "Report": "validation",
    "ValidationError": "validation",
    "validate": "validation",
}

__all__ = [
    "PackageError",
    "Report",
    "UnknownTableError",
    "ValidationError",
    "__version__",
    "describe_table",
    "list_tables",
    "load_table",
    "load_tables",
    "read_report",
    "table_schema",
    "validate",
]


def __getattr__(name: str) -> object:
    # Looked up when first used, so that an import costs nothing.
    from importlib import import_module

    if name == "__version__":
        value: object = import_module("kazakhstan_assembly.package").version()
    elif name in _PLACES:
        value = getattr(import_module(f"kazakhstan_assembly.{_PLACES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
