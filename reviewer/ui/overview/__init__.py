"""The national overview, counted from what is recorded now."""
