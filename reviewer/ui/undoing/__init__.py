"""The list of acts to undo and to do again."""
