"""The same verbs without a screen. Exit 0 done, 1 refused or found wanting, 2 wrong use."""

from reviewer.cli.running import COMMANDS, main

__all__ = ["COMMANDS", "main"]
