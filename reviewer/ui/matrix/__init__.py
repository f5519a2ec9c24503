"""The matrix: bodies by criteria in one table, with the card of the cell that has the focus beside it."""
