"""The program without its start: a process that has imported the libraries forks for each run.

A run is a line of JSON on standard input: the arguments, the environment, the folder, and the files
that standard input, output and error are. The answer is a line with the exit code.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

# What the commands import late. Nothing of these reads the environment as it is imported.
LIBRARIES = (
    "frictionless",
    "jsonschema",
    "pandas",
    "pyarrow.csv",
    "pyarrow.parquet",
    "rich.console",
    "typer",
    "yaml",
)


def serve() -> None:
    for name in LIBRARIES:
        importlib.import_module(name)
    # So that collecting garbage does not copy what the runs share.
    gc.freeze()
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            run(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def run(asked: dict[str, Any]) -> None:
    for descriptor, path in enumerate(asked["files"]):
        opened = os.open(path, os.O_RDWR)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8")
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    program = Path(sys.executable).with_name("kazakhstan-assembly")
    sys.argv = [str(program), *asked["arguments"]]
    code = exit_code()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    # Python would take down all libraries first, which takes longer than most commands.
    os._exit(code)


def exit_code() -> int:
    from kazakhstan_assembly.cli import main

    try:
        main()
    except SystemExit as ended:
        code = ended.code or 0
        return code if isinstance(code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve()
