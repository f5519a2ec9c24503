"""The same verbs without a screen. Exit 0 done, 1 refused or found wanting, 2 wrong use."""

from reviewer.cli.frame import COMMANDS, main

__all__ = ["COMMANDS", "main"]
