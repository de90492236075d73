"""`python -m crossread`, and the `crossread` command."""

from __future__ import annotations

import sys

from crossread import __version__


def main() -> None:
    """Run the command line; `--version` alone answers without loading anything else."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"crossread {__version__}\n")
        return
    from crossread.show.cli import run  # noqa: PLC0415 - typer and rich are loaded only when needed

    run()


if __name__ == "__main__":
    main()
