"""The document in the middle of the desk: its pages, its text, finding, selecting and marking."""
