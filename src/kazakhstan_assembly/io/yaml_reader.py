"""Reading YAML that a person wrote: every scalar is text, keys are unique, lines are remembered.

The build uses it to read ``source/``. A validation uses it to read the same files of a package,
which may come from anybody. So it accepts less than YAML allows. Numbers, dates and yes/no stay
text, because a column's declared type decides what they are. Aliases, tags and several documents
are refused: a few aliases can stand for more data than any memory holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from kazakhstan_assembly.io.controls import control_problem

_MOST_CHARACTERS = 8 * 1024 * 1024
_MOST_LEVELS = 32


class Map(dict[str, Any]):
    """A mapping with the lines on which it and each of its keys start."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Seq(list[Any]):
    """A list with the lines on which it and each of its items start."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


@dataclass(frozen=True)
class Fault:
    """Why a text is not read: a sentence, and the line where there is one."""

    message: str
    line: int | None = None


@dataclass(frozen=True)
class YamlText:
    """What a text holds: maps, lists and strings; None if there is a fault."""

    data: Any = None
    faults: list[Fault] = field(default_factory=list[Fault])


def read_yaml_text(text: str) -> YamlText:
    r"""Read a YAML text of one document.

    Parameters
    ----------
    text : str
        The text of a file.

    Returns
    -------
    YamlText
        Either `data` (:class:`Map`, :class:`Seq` or str) or `faults`: all repeated keys, aliases
        and tags, or the one place where the text is no YAML.

    Examples
    --------
    >>> read_yaml_text("rows: 4").data
    {'rows': '4'}
    >>> read_yaml_text("rows: 4\nrows: 5").faults[0].line
    2
    """
    if len(text) > _MOST_CHARACTERS:
        message = f"the file is longer than {_MOST_CHARACTERS} characters; split it"
        return YamlText(faults=[Fault(message)])
    faults: list[Fault] = []
    events = cast("Iterator[Any]", yaml.parse(text, Loader=yaml.CBaseLoader))
    try:
        data = _document(events, faults)
    except _StopError as error:
        return YamlText(faults=[error.fault])
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        return YamlText(faults=[Fault(f"not valid YAML: {error.problem}", line)])
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return YamlText(faults=[Fault(f"not valid YAML: {error.reason}", line)])
    return YamlText(faults=faults) if faults else YamlText(data)


def line_at(data: Map | Seq | str, path: Sequence[str | int]) -> int | None:
    """Return the line on which a part of the data starts, or of the nearest part around it.

    Parameters
    ----------
    data : Map, Seq or str
        What :func:`read_yaml_text` returns.
    path : sequence of str or int
        Keys and positions that lead to the part, as jsonschema gives them.
    """
    part: Any = data
    line: int | None = getattr(part, "line", None)
    for step in path:
        lines: Any = getattr(part, "lines", None)
        if lines is None:
            break  # a scalar, or JSON, of which no lines are known
        line, part = lines[step], part[step]
    return line


class _StopError(Exception):
    """The rest of the text is not read, because of a fault."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.fault = Fault(message, line)


# The events of PyYAML are read rather than its nodes: an alias then stays an alias, and nothing
# deeper than the bound is ever made. Composing in C overflows the stack instead.


def _document(events: Iterator[Any], faults: list[Fault]) -> Any:
    """Return the only document of a stream."""
    next(events)  # the start of the stream
    if isinstance(next(events), yaml.StreamEndEvent):
        faults.append(Fault("the file is empty; restore it from version control or write it"))
        return None
    data = _node(next(events), events, 0, faults)
    next(events)  # the end of the document
    after = next(events)
    if not isinstance(after, yaml.StreamEndEvent):
        message = "a second document starts here; a file may hold only one"
        raise _StopError(message, after.start_mark.line + 1)
    return data


def _node(event: Any, events: Iterator[Any], level: int, faults: list[Fault]) -> Any:
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent):
        message = f"*{event.anchor} is an alias; write out what it stands for"
        faults.append(Fault(message, line))
        return ""
    if event.tag is not None:
        faults.append(Fault(f"the tag {event.tag} is not allowed; remove it", line))
    if isinstance(event, yaml.ScalarEvent):
        if problem := control_problem(event.value):
            faults.append(Fault(problem, line))
        return event.value
    if level == _MOST_LEVELS:
        raise _StopError(f"lists and mappings are nested more than {level} levels deep", line)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(Seq(line), events, level + 1, faults)
    return _mapping(Map(line), events, level + 1, faults)


def _sequence(seq: Seq, events: Iterator[Any], level: int, faults: list[Fault]) -> Seq:
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        seq.lines.append(event.start_mark.line + 1)
        seq.append(_node(event, events, level, faults))
    return seq


def _mapping(mapping: Map, events: Iterator[Any], level: int, faults: list[Fault]) -> Map:
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        line = event.start_mark.line + 1
        key = _node(event, events, level, faults)
        if not isinstance(key, str):
            faults.append(Fault("a list or a mapping cannot be a key; write a word", line))
            key = ""
        elif key in mapping:
            faults.append(Fault(f"the key {key} occurs twice; keep one of the two", line))
        mapping.lines[key] = line
        mapping[key] = _node(next(events), events, level, faults)
    return mapping
