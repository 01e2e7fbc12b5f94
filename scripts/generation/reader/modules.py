"""Join ES modules into one script, because the reader is one page that fetches nothing.

The modules are real ones, which editors and node understand. The joiner takes a strict part of the
language, so that it needs no parser: a module imports names from files of its folder, and writes
`export` before a declaration. Joined, all modules are one scope. So no two may declare one name at
their top level, and none may use a name that another exports without importing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from pathlib import Path

from annotation.source_findings import source_finding
from kazakhstan_assembly.errors import SourceError

_IMPORT = re.compile(r"^import \{([^}]*)\} from '\./([\w.]+)';\n", re.MULTILINE)
_DECLARATION = re.compile(r"^(export )?((?:async )?function|const|let|class) (\w+)", re.MULTILINE)
_OTHER_FORM = re.compile(r"^(?:(?:import|export|var)\b|(?:const|let) [\[{]).*", re.MULTILINE)
# A comment stands alone or after a space, for a template may hold // and /* as well.
_NAME = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*(?![\w$:-])")
_COMMENT_OR_STRING = re.compile(
    r"(?m:^|\s)(?://.*|/\*(?s:.*?)\*/)|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\""
)


@dataclass(frozen=True)
class Module:
    """One file: what it imports, declares and exports at its top level."""

    name: str
    text: str

    @cached_property
    def imports(self) -> dict[str, list[str]]:
        matches = _IMPORT.findall(self.text)
        return {file: re.findall(r"\w[^,\n]*\w|\w", names) for names, file in matches}

    @cached_property
    def declarations(self) -> set[str]:
        return {name for *_, name in _DECLARATION.findall(self.text)}

    @cached_property
    def exports(self) -> set[str]:
        return {name for export, _, name in _DECLARATION.findall(self.text) if export}

    @cached_property
    def body(self) -> str:
        """The text without imports and the word `export`."""
        return _DECLARATION.sub(r"\2 \3", _IMPORT.sub("", self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in the code that are neither properties nor keys."""
        code = _COMMENT_OR_STRING.sub("", self.body).replace("...", " ")
        return frozenset(_NAME.findall(code))

    def uses(self, name: str) -> bool:
        """Tell whether the code has a name that is neither a property nor a key."""
        return name in self.names


def join(folder: Path, main: str = "main.js") -> str:
    """Return the modules of a folder as one script, each after those that it imports.

    Raises
    ------
    SourceError
        If a module cannot be joined: it has another form of import or export, imports what is not
        there, shares a name with another, is part of a cycle, or is imported by none.
    """
    files = sorted(folder.glob("*.js"))
    modules = {path.name: Module(path.name, path.read_text(encoding="utf-8")) for path in files}
    faults = list(_faults(modules, main))
    if faults:
        raise SourceError(source_finding(f"{folder.name}/{name}", words) for name, words in faults)
    order = TopologicalSorter({name: modules[name].imports for name in modules}).static_order()
    bodies = "\n".join(modules[name].body for name in order)
    return f"'use strict';\n\n{bodies}"


def _faults(modules: Mapping[str, Module], main: str) -> Iterator[tuple[str, str]]:
    """Return what cannot be joined, each with the name of its file."""
    for name, module in modules.items():
        for line in _OTHER_FORM.findall(module.body):
            yield name, f"cannot join “{line}”; only import {{ names }} and export declarations"
        for words in _import_faults(module, modules):
            yield name, words
    for one, other in combinations(modules.values(), 2):
        for shared in sorted(one.declarations & other.declarations):
            yield other.name, f"declares {shared}, as {one.name} does; rename one of them"
    imported = {file for module in modules.values() for file in module.imports}
    for name in sorted(modules.keys() - imported - {main}):
        yield name, "is imported by no module; import it or delete it"
    try:
        TopologicalSorter({name: modules[name].imports for name in modules}).prepare()
    except CycleError as error:
        cycle = error.args[1][::-1]
        yield cycle[0], f"imports itself: {' imports '.join(cycle)}"


def _import_faults(module: Module, modules: Mapping[str, Module]) -> Iterator[str]:
    for file, names in module.imports.items():
        if file not in modules:
            yield f"imports {file}, which is not there"
            continue
        for name in names:
            if name not in modules[file].exports:
                yield f"imports {name} from {file}, which does not export it"
            elif not module.uses(name):
                yield f"imports {name} from {file} and does not use it"
    for file in sorted(modules.keys() - {module.name}):
        for name in sorted(modules[file].exports - set(module.imports.get(file, ()))):
            if module.uses(name):
                yield f"uses {name}, which {file} exports, without importing it"
