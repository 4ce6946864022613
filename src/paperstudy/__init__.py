"""paperstudy: a study group's papers and sessions, found in its own logs."""

__version__ = "0.1.0"
