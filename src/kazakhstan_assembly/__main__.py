"""``python -m kazakhstan_assembly`` is the command ``kazakhstan-assembly``."""

from kazakhstan_assembly.cli import main

if __name__ == "__main__":
    main()
