"""A person's own key in the window: saved under a password, and loaded on another laptop."""
