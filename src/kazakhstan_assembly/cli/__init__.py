"""The command ``kazakhstan-assembly``."""


def main() -> None:
    """Run the command."""
    from kazakhstan_assembly.cli import commands

    commands.main()
