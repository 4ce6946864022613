"""Markdown text to papers mentioned, sessions and to-dos; pure."""
