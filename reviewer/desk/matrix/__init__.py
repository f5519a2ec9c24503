"""Bodies by criteria: what a cell says, how rows are sorted, filtered, counted and copied. Values only, no screen."""
