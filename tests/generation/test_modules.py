"""The joiner of the reader's modules: what it makes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from generation.reader.modules import join
from kazakhstan_assembly.errors import SourceError

MODULES = {
    "main.js": "import { paint } from './paint.js';\n\npaint();\n",
    "paint.js": (
        "import { find,\n  INK } from './dom.js';\n\n"
        "export async function paint() { return [find(INK), ...find()]; }\n"
    ),
    "dom.js": "export function find(name) { return name; }\nexport const INK = 1;\n",
}


def folder(place: Path, **changed: str) -> Path:
    """Write the modules with some of them changed, named without their ending."""
    files = MODULES | {f"{name}.js": text for name, text in changed.items()}
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def test_each_module_comes_after_those_that_it_imports(tmp_path: Path) -> None:
    assert join(folder(tmp_path)) == (
        "'use strict';\n\n"
        "function find(name) { return name; }\nconst INK = 1;\n\n"
        "\nasync function paint() { return [find(INK), ...find()]; }\n\n"
        "\npaint();\n"
    )


def test_words_in_comments_strings_keys_and_properties_are_no_uses(tmp_path: Path) -> None:
    text = "// paint\n/* paint\n */\nexport const INK = { paint: 'paint' }.paint;\n"
    joined = join(folder(tmp_path, dom=f"{text}export function find() {{}}\n"))
    assert "const INK = { paint: 'paint' }.paint;" in joined


def test_words_in_templates_are_uses(tmp_path: Path) -> None:
    text = "import { find, INK } from './dom.js';\n\n"
    text += "export const paint = () => `//${find()}/*${INK}`;\n"
    assert "`//${find()}/*${INK}`" in join(folder(tmp_path, paint=text))


PAINT = MODULES["paint.js"]


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        (
            {"dom": "import { paint } from './paint.js';\n" + MODULES["dom.js"] + "paint();\n"},
            ["dom.js: imports itself: dom.js imports paint.js imports dom.js"],
        ),
        (
            {"main": "import { paint } from './print.js';\n\npaint();\n"},
            [
                "main.js: imports print.js, which is not there",
                "main.js: uses paint, which paint.js exports, without importing it",
                "paint.js: is imported by no module; import it or delete it",
            ],
        ),
        (
            {"main": "import { print } from './paint.js';\n\nprint();\n"},
            ["main.js: imports print from paint.js, which does not export it"],
        ),
        (
            {"main": "import { paint as print } from './paint.js';\n\nprint();\n"},
            ["main.js: imports paint as print from paint.js, which does not export it"],
        ),
        (
            {"main": "import { paint } from './paint.js';\n"},
            ["main.js: imports paint from paint.js and does not use it"],
        ),
        (
            {"main": "import { paint } from './paint.js';\n\npaint(...INK);\n"},
            ["main.js: uses INK, which dom.js exports, without importing it"],
        ),
        (
            {"paint": f"{PAINT}const INK = 2;\n"},
            ["paint.js: declares INK, as dom.js does; rename one of them"],
        ),
        (
            {"paint": f"{PAINT}let at;\n", "dom": f"{MODULES['dom.js']}class at {{}}\n"},
            ["paint.js: declares at, as dom.js does; rename one of them"],
        ),
        ({"other": "const other = 1;\n"}, ["other.js: is imported by no module"]),
    ],
)
def test_what_cannot_be_joined_is_named(
    tmp_path: Path, changed: dict[str, str], faults: list[str]
) -> None:
    with pytest.raises(SourceError) as error:
        join(folder(tmp_path, **changed))
    found = [str(problem) for problem in error.value.findings]
    assert len(found) == len(faults)
    for message, fault in zip(found, faults, strict=True):
        assert message.startswith(f"{tmp_path.name}/{fault}")


@pytest.mark.parametrize(
    "line",
    [
        "export default INK;",
        "export { INK };",
        "export * from './paint.js';",
        "import paint from './paint.js';",
        "import * as paint from './paint.js';",
        "import './paint.js';",
        "import { paint } from 'paint';",
        "var ink = 1;",
        "const { ink } = INK;",
        "let [ink] = INK;",
        "export const { ink } = INK;",
    ],
)
def test_other_forms_of_import_export_and_declaration_are_refused(
    tmp_path: Path, line: str
) -> None:
    with pytest.raises(SourceError, match=r"dom\.js: cannot join “") as error:
        join(folder(tmp_path, dom=f"{MODULES['dom.js']}{line}\n"))
    assert f"cannot join “{line}”" in str(error.value)
