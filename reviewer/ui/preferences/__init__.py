"""What a person sets for good: each setting is one value, and the dialog, the palette and the menus are made of these."""
