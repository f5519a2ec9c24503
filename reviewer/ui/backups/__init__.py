"""Backups in the window: made, listed and restored, and whole casebooks as one file."""
