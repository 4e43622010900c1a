"""The command line: exit 0 when all is well, 1 with findings, 2 for bad use or input that cannot be read."""

from pmkit.cli.commands import main

__all__ = ["main"]
