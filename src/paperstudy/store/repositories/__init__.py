"""Reads and writes of the store, a file per subject."""
