"""What the case says of a body, and how the case is put right, in the window."""
