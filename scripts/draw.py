"""Draw the plots of the README from the tables, or check that the committed ones are fresh.

python scripts/draw.py            writes docs/plots/
python scripts/draw.py --check    writes nothing; exit 1 names the plots that are stale
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

import vl_convert

from kazakhstan_assembly import load_table
from plots import PLOTS, svg

COMMITTED = ("timeline", "numbers")
# The plot that the README's own code makes.
FIRST = "first"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Draw the plots of the README.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one is stale")
    parser.add_argument(
        "--root", type=Path, default=Path(__file__).parents[1], help="the checkout to draw in"
    )
    options = parser.parse_args(arguments)
    folder: Path = options.root / "docs" / "plots"
    drawn = {folder / f"{name}.svg": svg(PLOTS[name]()).encode() for name in COMMITTED}
    drawn[folder / f"{FIRST}.svg"] = first_plot().encode()
    if not options.check:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in drawn.items():
            path.write_bytes(data)
        return 0
    found = sorted(folder.glob("*")) if folder.exists() else []
    stale = [path for path in drawn if path not in found or path.read_bytes() != drawn[path]]
    stray = [path for path in found if path not in drawn]
    for path in stale:
        print(f"{path}: the plot does not match the tables: run “make build”.", file=sys.stderr)
    for path in stray:
        print(f"{path}: no plot of that name is drawn: remove it.", file=sys.stderr)
    return 1 if stale or stray else 0


def first_plot() -> str:
    """Return the chart that the code of the README makes, as SVG."""
    page = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(import altair.*?)```", page, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {"media": load_table("media", words=False)}
    exec(code[1], names)  # the page's own lines
    image: str = vl_convert.vegalite_to_svg(names["chart"].properties(width=360).to_dict())
    return image


if __name__ == "__main__":
    sys.exit(main())
