"""A new inspection, set up in the window: a case folder is filled in by fields, with its letter beside them."""
