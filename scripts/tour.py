"""Show the package: load every table, trace a cell to its words, validate, and draw a timeline.

python scripts/tour.py [PLOT]     PLOT is the file for the timeline, by default tour.svg
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from frictionless import Package
from rich.console import Console
from rich.table import Table

import kazakhstan_assembly as ka
from kazakhstan_assembly.cli.terminal import print_anything
from kazakhstan_assembly.datapackage import INSTALLED
from tour_plot import timeline_svg

ROOT = Path(__file__).parents[1]
PLOT = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tour.svg"
NEXT = {
    "find Sunday schools": "finds the cells and sentences that contain these words",
    "trace schools sunday-school": "shows the words of the report behind a row",
    "read": "opens the report in a browser, with every fact marked in it",
}


def main() -> int:
    print_anything()
    console = Console(highlight=False)
    tables = ka.load_tables()
    console.print(f"\n[bold]kazakhstan-assembly {ka.__version__}[/bold], every table loaded:\n")
    console.print(overview(tables))
    console.print('\n[bold]load_table("sessions")[/bold]\n')
    sessions = tables["sessions"].assign(motto=tables["sessions"]["motto"].map(shorten))
    columns = ["ordinal", "date_text", "date_edtf", "motto"]
    print(sessions[columns].to_string(index=False, justify="left"))
    console.print("\n[bold]The words behind one cell[/bold] (numbers, value 80000)\n")
    show_evidence(console, tables)
    outcome = Package(str(ROOT / "datapackage.json")).validate()
    if not outcome.valid:
        print(outcome.to_summary(), file=sys.stderr)
        return 1
    console.print(
        "\n[green]frictionless:[/green] "
        f"{len(tables)} tables and the report are valid, without errors."
    )
    result = ka.validate()
    if not result.valid:
        print(result.to_json(), file=sys.stderr)
        return 1
    ran = f"{len(result.ran)} of {len(result.checks)} checks ran"
    console.print(f"[green]validate:[/green] {ran}, no finding.")
    if not draw_timeline(tables["timeline"]):
        return 1
    console.print("Three commands to try next:\n")
    for command, what in NEXT.items():
        console.print(f"  .venv/bin/kazakhstan-assembly {command}", style="bold", soft_wrap=True)
        console.print(f"      {what}")
    console.print("\nTo go on, read README.md and docs/start.md.\n")
    return 0


def draw_timeline(timeline: pd.DataFrame) -> bool:
    """Write the timeline to a file; return whether that went well."""
    try:
        PLOT.write_text(timeline_svg(timeline), encoding="utf-8")
    except OSError as error:
        print(
            f"{PLOT} cannot be written ({error.strerror}): name another file, as in "
            ".venv/bin/python scripts/tour.py ~/tour.svg",
            file=sys.stderr,
        )
        return False
    print(f"\nA timeline of everything in the report that has a date: {PLOT.resolve().as_uri()}\n")
    return True


def overview(tables: dict[str, pd.DataFrame]) -> Table:
    table = Table("table", "rows", "columns", "what it holds", box=None)
    for group in INSTALLED.descriptor["groups"]:
        table.add_row(f"[bold]{group['title']}[/bold]")
        for name in group["tables"]:
            rows, columns = tables[name].shape
            table.add_row(f"  {name}", str(rows), str(columns), tables[name].attrs["title"])
    return table


def shorten(text: str, width: int = 50) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def show_evidence(console: Console, tables: dict[str, pd.DataFrame]) -> None:
    numbers = tables["numbers"].query("value == 80000")
    cited = tables["evidence"].merge(numbers, left_on="row_id", right_on="number_id")
    cited = cited.query("column_name == 'value_text'")
    sentences = tables["sentences"].set_index("sentence_id")["text"].to_dict()
    number, span = numbers.iloc[0], cited.iloc[0]
    sentence = str(sentences[span["sentence_id_x"]])
    console.print(sentence.replace(span["quote"], f"[reverse]{span['quote']}[/reverse]"))
    console.print(
        f"\nvalue {number['value']}, bound {number['bound']}: the rules number and bound read "
        f"“{span['quote']}”, characters {span['char_start']} to {span['char_end']}"
    )


if __name__ == "__main__":
    sys.exit(main())
