"""Widgets of ours: lists of any length, sheets of text with places to go, bars, dialogs."""
