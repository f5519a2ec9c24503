"""What came from many at once: whose it is, what waits for a decision, and notes that chase the rest."""
