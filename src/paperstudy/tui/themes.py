"""Our two themes: one accent colour, quiet greys; everything is also said without colour."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="paperstudy-dark",
    primary="#7aa2d6",
    secondary="#7aa2d6",
    accent="#7aa2d6",
    foreground="#d8d8d4",
    background="#16181b",
    surface="#1c1f23",
    panel="#262a2f",
    success="#8fb573",
    warning="#d8b26a",
    error="#d97b72",
    dark=True,
    variables={"input-selection-background": "#7aa2d6 35%"},
)
LIGHT = Theme(
    name="paperstudy-light",
    primary="#1f5a9e",
    secondary="#1f5a9e",
    accent="#1f5a9e",
    foreground="#22262b",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e6e3dc",
    success="#3f7424",
    warning="#8a5a00",
    error="#a8322a",
    dark=False,
    variables={"input-selection-background": "#1f5a9e 25%"},
)
