"""A data package, with methods to load, search, trace, export, check and compare its tables.

The functions of :mod:`kazakhstan_assembly` are the methods of :data:`INSTALLED`, the package that
was installed with the code. :func:`open_package` gives the same methods for any other package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kazakhstan_assembly.io.datapackage import PackageData
from kazakhstan_assembly.io.storage import find_storage, installed_storage

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from kazakhstan_assembly.checks.result import ValidationResult
    from kazakhstan_assembly.io.frames import DtypeBackend
    from kazakhstan_assembly.query.cite import CitationStyle, CitedWork
    from kazakhstan_assembly.query.diff import Difference
    from kazakhstan_assembly.query.trace import Trace

_REINSTALL = (
    "Reinstall kazakhstan-assembly, or in a checkout restore the file and run “make build”."
)
_INSTALLED = "installed"

# The rooms below are imported when a method is called: an import of this module costs nothing,
# and loading a table imports what reads a table, but no check and no printing.


class DataPackage(PackageData):
    """A data package: a folder, a wheel, an sdist or a zip.

    :func:`open_package` makes one. Files are read when they are needed. A table, a schema or the
    report that differs from its SHA-256 in the descriptor is refused, except by :func:`diff`.

    Attributes
    ----------
    version : str
        The version of the data.

    Examples
    --------
    >>> import kazakhstan_assembly as ka
    >>> ka.open_package("installed").load_table("sessions").shape[0]
    10
    """

    # Load

    def list_tables(self) -> list[str]:
        """Return the names of all tables, the facts first.

        Returns
        -------
        list of str
            Names that :func:`load_table` accepts, in the descriptor's order.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.list_tables()[:3]
        ['sessions', 'events', 'timeline']
        """
        return self.table_names

    def load_table(
        self,
        name: str,
        *,
        columns: Sequence[str] | None = None,
        words: bool = True,
        dtype_backend: DtypeBackend | None = None,
    ) -> pd.DataFrame:
        """Return one table.

        Parameters
        ----------
        name : str
            A name from :func:`list_tables`, such as ``"sessions"``.
        columns : sequence of str, optional
            The columns to return, in this order; by default all.
        words : bool, default True
            False leaves out the words of the report and the columns that say where they are. In
            :func:`describe_table`, their ``part`` is words or source. Ignored with `columns`.
        dtype_backend : {"numpy_nullable", "pyarrow"}, optional
            As in :func:`pandas.read_parquet`. With ``"numpy_nullable"``, text is ``string``. With
            ``"pyarrow"``, all columns have their types in :func:`load_arrow`, and codes are text.

        Returns
        -------
        pandas.DataFrame
            The rows of the table in their published order, with a default index. Integers are
            ``Int64``, numbers ``Float64``, booleans ``boolean`` and dates ``datetime64[ms]``.
            Columns of a closed vocabulary are ``category``, with all codes of the vocabulary. All
            other columns are ``str`` (``object`` before pandas 3), with NaN for nulls. The table
            ``missing_values`` has the reason for each null in a table of facts, for example that
            the report does not state the value. ``attrs`` holds ``title``, ``description``,
            ``version``, ``license`` and ``citation``. You may change the frame: it is a copy.

        Raises
        ------
        UnknownTableError, UnknownColumnError
            If there is no such table or column; the message names the nearest.
        RequestError
            If `columns` is a single string, or `dtype_backend` is neither of the two values.
        PackageError
            If the table's file is missing or was altered; the message names it.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> columns = ["value_text", "value", "bound", "counted"]
        >>> numbers = ka.load_table("numbers", columns=columns)
        >>> numbers[numbers["bound"] == "at_most"]
          value_text  value    bound      counted
        6   up to 30     30  at_most  book_titles
        """
        from kazakhstan_assembly.io.frames import load_table

        return load_table(self, name, columns, dtype_backend, words=words)

    def load_tables(
        self,
        *,
        group: str | None = None,
        words: bool = True,
        dtype_backend: DtypeBackend | None = None,
    ) -> dict[str, pd.DataFrame]:
        """Return all tables, or those of one group, as a dict of DataFrames by name.

        Parameters
        ----------
        group : str, optional
            A group of tables, such as ``"facts"``; by default all tables.
        words : bool, default True
            As in :func:`load_table`.
        dtype_backend : {"numpy_nullable", "pyarrow"}, optional
            As in :func:`load_table`.

        Returns
        -------
        dict of str to pandas.DataFrame
            The tables as :func:`load_table` returns them, in the order of :func:`list_tables`. At
            the prompt the dict is shown as a list: each table with its number of rows, its group
            and its title.

        Raises
        ------
        RequestError
            If there is no such group; the message names the nearest.
        PackageError
            If a file is missing or was altered.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> tables = ka.load_tables(group="text")
        >>> len(tables["voices"])
        7
        >>> tables
        table      rows  group  title
        sentences    80  text   The whole text, one row per sentence, heading and list…
        claims      184  text   Every statement, with its type and whether it could be…
        voices        7  text   Whose words the report gives
        mentions    335  text   Every name, number and date in the text, and how the t…
        """
        from kazakhstan_assembly.io.frames import load_table
        from kazakhstan_assembly.io.listing import Tables

        names = self.table_names if group is None else self.group(group)
        frames = {
            name: load_table(self, name, dtype_backend=dtype_backend, words=words) for name in names
        }
        return Tables(frames, self.group_of_each)

    def load_arrow(self, name: str) -> pa.Table:
        """Return one table as an Arrow table.

        polars, DuckDB and other libraries that read Arrow can use it directly.

        Parameters
        ----------
        name : str
            A name from :func:`list_tables`.

        Returns
        -------
        pyarrow.Table
            The rows of the table in their published order. Columns are ``string``, ``int64``,
            ``double``, ``bool`` or ``date32``. Each field has its description as metadata. The
            schema's metadata has title, description, version, licence, citation and the Table
            Schema.

        Raises
        ------
        UnknownTableError
            If there is no such table; the message names the nearest.
        PackageError
            If the table's file is missing or was altered; the message names it.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.load_arrow("sessions").column("ordinal")[:3].to_pylist()
        [1, 2, 3]
        """
        from kazakhstan_assembly.io.arrow import load_arrow

        return load_arrow(self, name)

    def read_report(self) -> str:
        """Return the report, character for character.

        Returns
        -------
        str
            The whole text. Offsets in ``evidence``, ``mentions`` and ``sentences`` count its
            characters (Unicode code points) from 0; a span ends before its end offset.

        Raises
        ------
        PackageError
            If the file is missing or was altered.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> len(ka.read_report())
        13332
        """
        return self.report()

    # Understand

    def table_schema(self, name: str) -> dict[str, Any]:
        """Return the Frictionless Table Schema of a table.

        Parameters
        ----------
        name : str
            A name from :func:`list_tables`.

        Returns
        -------
        dict
            The schema with ``fields``, ``primaryKey`` and ``foreignKeys``. Each field also has
            its ``kind`` and, where they apply, ``rule``, ``inputs``, ``vocabulary`` and
            ``entity_kinds``. A copy that is yours to change.

        Raises
        ------
        UnknownTableError
            If there is no such table.
        PackageError
            If the schema is missing or was altered.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.table_schema("sessions")["primaryKey"]
        ['session_id']
        """
        return deepcopy(self.schema(name))

    def describe_table(self, name: str) -> pd.DataFrame:
        """Return what each column of a table means and where its values come from.

        Parameters
        ----------
        name : str
            A name from :func:`list_tables`.

        Returns
        -------
        pandas.DataFrame
            One row per column, indexed by its name. ``description`` says what the column means,
            ``part`` what it is for (key, value, link, words or source), and ``dtype`` is its type
            in pandas. ``nulls`` is the number of nulls, and ``nulls_by_reason`` counts them by
            reason, as text such as ``not_stated 3``. ``kind`` says where the cells come from:
            quoted, derived, coded, judged, linked, label, structural or written. ``rule`` is the
            rule that makes them, ``inputs`` are the columns that it reads, and ``vocabulary`` has
            their codes. Properties that do not apply are null.

        Raises
        ------
        UnknownTableError
            If there is no such table.
        PackageError
            If a file is missing or was altered.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> described = ka.describe_table("sessions")
        >>> described.loc["ordinal", ["kind", "rule", "inputs"]].tolist()
        ['derived', 'ordinal', 'ordinal_text']
        """
        from kazakhstan_assembly.query.describe import describe_table

        return describe_table(self, name)

    def list_vocabularies(self) -> list[str]:
        """Return the names of all closed vocabularies.

        Returns
        -------
        list of str
            Names that :func:`describe_vocabulary` accepts, in the order of the table
            ``vocabularies``.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.list_vocabularies()[:2]
        ['missing_reason', 'date_precision']
        """
        from kazakhstan_assembly.query.describe import list_vocabularies

        return list_vocabularies(self)

    def describe_vocabulary(self, name: str) -> pd.DataFrame:
        """Return the codes of a closed vocabulary.

        Parameters
        ----------
        name : str
            A name from :func:`list_vocabularies`, such as ``"bound"``.

        Returns
        -------
        pandas.DataFrame
            One row per code, indexed by the code, in the vocabulary's order. ``label`` and
            ``definition`` say what the code means. ``triggers`` and ``inverse_triggers`` are the
            words that justify it, separated by ``" | "``, or null if there are none. The subject
            of a relation comes before a trigger and after an inverse trigger.

        Raises
        ------
        UnknownVocabularyError
            If there is no such vocabulary; the message names the nearest.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.describe_vocabulary("bound")["label"].to_dict()["at_most"]
        'at most'
        """
        from kazakhstan_assembly.query.describe import describe_vocabulary

        return describe_vocabulary(self, name)

    def cite(self, style: CitationStyle = "apa", *, of: CitedWork = "data") -> str:
        """Return a reference for this version of the data, or for the report.

        Parameters
        ----------
        style : {"apa", "bibtex", "csl-json", "cff"}
            The seventh edition of APA, BibTeX, CSL-JSON, or the Citation File Format 1.2.0.
        of : {"data", "report"}, default "data"
            What to cite: the data, or the report that they are taken from, which does not name its
            author. In the Citation File Format the report is an entry under ``references``.

        Returns
        -------
        str
            One reference, without a DOI, because there is none.

        Raises
        ------
        UnknownStyleError
            If there is no such style; the message names the nearest.
        RequestError
            If `of` is neither of the two.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.cite("apa").startswith("The kazakhstan-assembly contributors. (2026).")
        True
        >>> ka.cite("bibtex", of="report").splitlines()[2]
        '  year = {2005},'
        """
        from kazakhstan_assembly.query.cite import cite

        return cite(self, style, of)

    # Search and trace

    def find(self, words: str) -> pd.DataFrame:
        """Return the places where some words occur: cells, codes, descriptions and the report.

        The search covers the quoted cells, labels and codes of every table of facts; a code is
        searched together with its label. It also covers the claims, the sentences, the editorial
        notes, the names of entities in other registries, and what tables, columns and codes mean.
        Case, accents, the form of apostrophes, British or American spelling, and commas in numbers
        make no difference. Each word matches the beginning of a word: "school" finds "schools".

        Parameters
        ----------
        words : str
            One or more words; a place must contain all of them.

        Returns
        -------
        pandas.DataFrame
            One row per place: ``table``, ``row_id``, ``column``, ``text`` (the whole cell) and
            ``sentence_id``, all ``str``. The description of a column has no ``row_id``, and that
            of a table has no ``column`` either. Commas separate the parts of a key of several
            columns. Places with the words side by side come first, then those where the words make
            up more of the text. If nothing is found, the frame is empty, and ``attrs["nearest"]``
            has each word that occurs nowhere, with the most similar words that do occur.

        Raises
        ------
        RequestError
            If there are no letters or digits in `words`.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.find("kofi annan").loc[0, ["table", "row_id", "text"]].tolist()
        ['persons', 'kofi-annan', 'Kofi Annan']
        >>> ka.find("tolerence").attrs["nearest"]["tolerence"][0]
        'tolerance'
        """
        from kazakhstan_assembly.query.find import find

        return find(self, words)

    def trace(self, table: str, row_id: str, column: str | None = None) -> Trace:
        """Return the words of the report behind a cell or a row, and how they make its values.

        If a link of another table states a relation, the trace includes that link. It also includes
        the editorial notes on the row. A null is shown with the sentence that its row comes from.

        Parameters
        ----------
        table : str
            The name of a table of facts, from :func:`list_tables`.
        row_id : str
            The row's key, the value of the table's first column.
        column : str, optional
            One column; by default the whole row.

        Returns
        -------
        Trace
            ``cells`` have a value, kind, rule and passages. ``sentences`` have the words marked.
            ``notes`` are the editorial notes on the row. A trace is shown as text at the prompt and
            by ``print``, and as HTML in a notebook. Programs use ``to_json()`` or ``to_frame()``.

        Raises
        ------
        UnknownTableError, UnknownRowError, UnknownColumnError
            If there is no such table, row or column; the message names the nearest.
        RequestError
            If the table holds no facts, so that its rows cite no words; the message says what to
            do instead.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.trace("numbers", "number-07899", "value")
        numbers number-07899
        <BLANKLINE>
        value = 80000
          derived by number from value_text: the only whole number in the words; e.g.
          "more than 80,000" is 80000.
        <BLANKLINE>
        value_text = more than 80,000
          quoted from characters 7899 to 7915
        <BLANKLINE>
          sentence-45: Every year, the states commissions up to 30 book titles –
          totaling [more than 80,000] copies - in the languages of the country’s
          national minorities.
        <BLANKLINE>
        note copies-total
          The number of copies may be of all titles of a year together or of each
          title.
          The tables read: A yearly total for all titles, as the word “totaling” says.
        """
        from kazakhstan_assembly.query.trace import trace

        return trace(self, table, row_id, column)

    def read(self, place: str = "", *, open_browser: bool = True) -> Path:
        """Open the reader in a browser: the report with every fact marked in it.

        Parameters
        ----------
        place : str, optional
            What to show first: a table, a row or a cell, such as ``"sessions/session-06/motto"``.
        open_browser : bool, default True
            Whether to open the page; if False, only its path is returned.

        Returns
        -------
        pathlib.Path
            The page, one file that works offline. If no browser opens, open this file in one
            yourself.

        Raises
        ------
        UnknownTableError, UnknownRowError, UnknownColumnError
            If there is no such table, row or column; the message names the nearest.
        PackageError
            If the page is missing.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.read(open_browser=False).name
        'reader.html'
        """
        from kazakhstan_assembly.query.read import read

        return read(self, place, open_browser=open_browser)

    # Ask and export

    def connect(self) -> DuckDBPyConnection:
        """Return a DuckDB database in memory that holds all tables.

        Returns
        -------
        duckdb.DuckDBPyConnection
            A connection to a new database, which you may change. Integers are ``BIGINT``, numbers
            ``DOUBLE``, booleans ``BOOLEAN``, dates ``DATE``, and all other columns ``VARCHAR``.
            Each closed vocabulary is an ``ENUM`` type with its name, so that the DataFrame of a
            query has the same categories as :func:`load_table`. ``enum_range`` lists the codes.
            Primary and foreign keys, ``NOT NULL`` and lower bounds are declared; tables and columns
            have their descriptions as comments. Nothing is downloaded, and no extension is
            installed or loaded.

        Raises
        ------
        ExportError
            If duckdb is not installed; the message says how to install it.
        PackageError
            If a table's file is missing or was altered.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> query = "SELECT count(*) FROM sessions WHERE date_start < '1996-01-01'"
        >>> ka.connect().sql(query).fetchall()
        [(2,)]
        """
        from kazakhstan_assembly.exports.duckdb import connect

        return connect(self)

    def export(
        self,
        path: str | PathLike[str],
        format: str | None = None,  # noqa: A002
        *,
        tables: Sequence[str] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """Write the tables in a format that other programs read.

        Parameters
        ----------
        path : str or path-like
            The file to write. csv, parquet, jsonl, dta and sav write a folder instead, or one file
            if one table is chosen and `path` has the suffix of the format, such as
            ``"sessions.csv"``. With several tables and no `format`, such a name is refused. The
            parent folder of `path` must exist.
        format : str, optional
            csv, parquet, jsonl, dta and sav have one file per table, and a codebook beside them;
            xlsx, sqlite, duckdb and zip are one file. By default the suffix of `path` decides.
        tables : sequence of str, optional
            Names from :func:`list_tables`; by default all. Foreign keys to other tables are left
            out.
        overwrite : bool, default False
            Replace what is at `path`. A folder is replaced only if it holds nothing but an earlier
            export.

        Returns
        -------
        pathlib.Path
            `path`, which now has the complete export. After an error, what was there before is
            unchanged. The same libraries write the same bytes on every run, except for duckdb.

        Raises
        ------
        UnknownFormatError
            If there is no such format, or if `path` has the suffix of another format.
        UnknownTableError
            If there is no such table; the message names the nearest.
        ExportError
            If `path` exists and `overwrite` is false, if it cannot be written, or if the format
            needs a library that is not installed; the message says what to do.
        PackageError
            If a table's file is missing or was altered.

        Examples
        --------
        >>> from tempfile import mkdtemp
        >>> import kazakhstan_assembly as ka
        >>> ka.export(f"{mkdtemp()}/assembly.xlsx", tables=["sessions", "sentences"]).name
        'assembly.xlsx'
        """
        from kazakhstan_assembly.exports.export import export

        return export(self, path, format, tables=tables, overwrite=overwrite)

    # Check and compare

    def validate(
        self, path: str | PathLike[str] | None = None, *, only: Iterable[str] | None = None
    ) -> ValidationResult:
        """Validate a data package: its files, its descriptor, and every cell of every table.

        A wheel holds no Parquet files. For a wheel, the Parquet files that :func:`export` would
        write are validated instead.

        Parameters
        ----------
        path : str or path-like, optional
            A folder that holds ``datapackage.json``, or a wheel, sdist or zip; by default this
            package.
        only : iterable of str, optional
            Names of checks to run; by default all of them.

        Returns
        -------
        ValidationResult
            ``valid``, ``findings`` and ``checks``; ``to_frame()`` and ``to_json()``.

        Raises
        ------
        RequestError
            If there is no package at `path`, or `only` is a single string or empty.
        UnknownCheckError
            If `only` names an unknown check; the message names the nearest.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.validate().valid
        True
        """
        from kazakhstan_assembly.checks.validation import validate_package

        return validate_package(self, path, only=only)

    def diff(
        self,
        old: str | PathLike[str] | PackageData,
        new: str | PathLike[str] | PackageData | None = None,
    ) -> Difference:
        """Compare two versions of the data, row by row and cell by cell.

        Hashes are ignored, so that changes made by hand are seen too.

        Parameters
        ----------
        old, new : str, path-like or DataPackage
            Packages, or paths that :func:`open_package` accepts; `new` is this package by default.

        Returns
        -------
        Difference
            The ``changes``, and the ``bump`` of the version that they need. It prints as text;
            ``to_markdown()`` and ``to_json()`` give other formats.

        Raises
        ------
        RequestError
            If there is no package at one of the paths.
        PackageError
            If a file of one of them is missing or broken.

        Examples
        --------
        >>> import kazakhstan_assembly as ka
        >>> ka.diff("installed", "installed").bump
        'none'
        """
        from kazakhstan_assembly.query.diff import diff

        before = old if isinstance(old, PackageData) else open_package(old)
        if new is None:
            return diff(before, self)
        return diff(before, new if isinstance(new, PackageData) else open_package(new))

    def __repr__(self) -> str:
        place = _INSTALLED if self is INSTALLED else str(self.storage.place)
        return f"open_package({place!r})"

    def __reduce__(self) -> tuple[object, tuple[str]]:
        # What was read is read again elsewhere; the files say whether it is the same.
        place = _INSTALLED if self is INSTALLED else str(self.storage.place.absolute())
        return open_package, (place,)


def open_package(path: str | PathLike[str]) -> DataPackage:
    """Open a data package, such as another version of this one.

    Parameters
    ----------
    path : str or path-like
        A folder that holds ``datapackage.json``, a wheel, sdist or zip that does, or
        ``"installed"`` for the installed data.

    Returns
    -------
    DataPackage
        Its methods are the functions of :mod:`kazakhstan_assembly`, applied to that package.
        Opening a package does not check it; :func:`validate` does.

    Raises
    ------
    RequestError
        If there is no package at `path`, or an archive holds more than one.
    PackageError
        If an archive is broken.

    Examples
    --------
    >>> import kazakhstan_assembly as ka
    >>> package = ka.open_package("installed")
    >>> package.version == ka.__version__
    True
    """
    if str(path) == _INSTALLED:
        return INSTALLED
    storage = find_storage(Path(path))
    return DataPackage(storage, f"Restore the file in {storage.place}, or get the package again.")


INSTALLED = DataPackage(installed_storage(), _REINSTALL)
