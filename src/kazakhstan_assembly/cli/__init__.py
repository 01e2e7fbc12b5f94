"""The command ``kazakhstan-assembly``: one module per group of commands."""


def main() -> None:
    """Run the command."""
    # Imported when it runs: the package itself needs no command line.
    from kazakhstan_assembly.cli.program import run

    run()
