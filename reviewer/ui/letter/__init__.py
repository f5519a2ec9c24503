"""The letter: its preview with every finding traced, the category, signing and checking."""
