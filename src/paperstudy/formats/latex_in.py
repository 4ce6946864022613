"""LaTeX in the values of a .bib file to plain text: accents, signs, braces; formulae stay."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from paperstudy.formats.signs import find_signs

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361", "G": "\u030f", "U": "\u030e",
}  # fmt: skip
_SIGNS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dj": "đ", "DJ": "Đ", "dh": "ð", "DH": "Ð",
    "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "P": "¶", "S": "§", "copyright": "©",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textunderscore": "_",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "slash": "/",
    "textquotedblright": "”", "textregistered": "®", "texttrademark": "™", "textdegree": "°",
    "textless": "<", "textgreater": ">", "textbar": "|", "textdollar": "$", "quad": " ",
    "times": "×", "cdot": "·", "pm": "±", "leq": "≤", "geq": "≥", "rightarrow": "→",
    "infty": "∞", "surd": "√", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "epsilon": "ε", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Delta": "Δ", "Sigma": "Σ", "Omega": "Ω", "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX",
}  # fmt: skip
# Commands that only say how their text is set.
_SETTING = (
    "emph|text(?:it|bf|tt|sc|rm|sf|sl|md|up|normal|superscript|subscript)?|underline|math(?:it|bf|rm|sf|tt)|mbox|hbox|url|path|"
    "ensuremath|protect|noopsort|uppercase|lowercase|em|it|bf|tt|sc|rm|sf|sl|relax|nobreak"
)
# What does more than print: read files and write them, or change what other commands mean. These
# stay a text to be seen. A list of all is not to be had; nobody's files but one's own come in here.
_DANGEROUS = """
    input include includeonly includegraphics verbatiminput lstinputlisting InputIfFileExists
    IfFileExists openin openout read readline write closein closeout newread newwrite immediate
    special shipout output def edef gdef xdef let futurelet global long outer protected newcommand
    renewcommand providecommand DeclareRobustCommand newenvironment renewenvironment catcode
    lccode uccode mathcode sfcode delcode chardef mathchardef csname endcsname expandafter
    noexpand scantokens directlua latelua luaexec begin end usepackage RequirePackage documentclass
    documentstyle makeatletter makeatother ExplSyntaxOn loop repeat while if else fi ifx newif toks
    everypar everymath everyjob everyeof aftergroup afterassignment dump batchmode nonstopmode
    scrollmode errorstopmode ShellEscape pdfobj pdfliteral pdfmdfivesum pdffiledump pdfcatalog
    primitive meaning jobname string romannumeral char AtEndDocument AtBeginDocument endinput
"""
DANGEROUS = frozenset(_DANGEROUS.split())
_MATH = r"(?<!\\)\$(?=\S)(?:[^$\\]|\\.){1,300}?(?<=\S)\$(?![0-9])"
_ACCENT = (
    r"\\(?P<mark>[`'^~=.\"])\s*(?:\{\s*+(?P<in>\\?[^\W\d_])?\s*\}|(?P<on>\\[ij](?![A-Za-z])|[^\W\d_]))"
    r"|\\(?P<word>[uvHdckbrtGU])(?:\s*\{\s*+(?P<win>\\?[^\W\d_])?\s*\}|\s+(?P<won>[^\W\d_])"
    r"|(?P<wij>\\[ij])(?![A-Za-z]))"
)
_FORMULA = re.compile(_MATH)
# What a piece begins with.
_BEGINNINGS = ("\\", "{", "}", "~", "$", "`", "'", "-", "\t", "\r", "\n", "  ")
_PIECES = re.compile(
    rf"(?P<math>{_MATH})|{_ACCENT}"
    rf"|\\(?P<sign>{'|'.join(sorted(_SIGNS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|[ \t]+)?"
    rf"|\\(?:{_SETTING})(?![A-Za-z])[ \t]*"
    r"|\\(?P<escaped>[&%#_$@])|\\(?P<brace>[{}])|\\textbrace(?P<side>left|right)(?:\{\}|[ \t]+)?"
    r"|\\(?P<other>[A-Za-z]+)\*?(?=[ \t]*\{)"
    r"|(?P<nothing>\\[-/]|\\(?:!|\*))|(?P<blank>\\[\\,;: ]|~|[\t\r\n][ \t\r\n]*|[ ]{2,})"
    r"|(?P<spaced>(?<!\S)---?(?=\s))|(?P<dash>---?)|(?P<quotes>``|'')|(?P<drop>[{}])"
)
_LATEX = ("\\", "{", "}", "~", "$", "`", "\n", "\r", "\t", "''", "--", "  ")
_EMPTY_LINES = re.compile(r"(?:(?<![ \t])[ \t]++)?(\n(?:[ \t]*\n)+)[ \t]*")
_SHORT = 80  # signs
_PRINTED = {"---": "—", "--": "–", "``": "“", "''": "”"}
# Stand for braces that are meant, until the others are gone.
_OPEN, _CLOSE = "\ue000", "\ue001"
_DOLLAR = "\ue002"  # one that is meant, which may stand where a formula's would


def decode_latex(text: str) -> str:
    """Return a BibTeX value as plain text; formulae stay, of unknown commands their arguments."""
    if not any([sign in text for sign in _LATEX]):  # noqa: C419 - a generator takes twice as long
        return text.strip()
    return _decode_short(text) if len(text) < _SHORT else _decode_text(text)


@lru_cache(maxsize=1024)  # works share their venues and publishers
def _decode_short(text: str) -> str:
    return _decode_text(text)


def _decode_text(text: str) -> str:
    decoded = _decode_pieces(text)
    if _DOLLAR in decoded:
        decoded = _put_dollars(decoded)
    return unicodedata.normalize("NFC", decoded).replace(_OPEN, "{").replace(_CLOSE, "}").strip()


def _put_dollars(decoded: str) -> str:
    """Put in the dollars that are meant; those that would now begin a formula stay escaped."""
    plain, escaped = decoded.replace(_DOLLAR, "$"), decoded.replace(_DOLLAR, r"\$")
    return plain if _FORMULA.findall(plain) == _FORMULA.findall(escaped) else escaped


def decode_lines(text: str) -> str:
    """Return a value of several paragraphs as lines: an empty line parts them, as in LaTeX."""
    if "\n" not in text or not _EMPTY_LINES.search(text):
        return decode_latex(text)
    pieces = _EMPTY_LINES.split(text.strip())
    lines = (decode_latex(piece) for piece in pieces[::2])
    breaks = ("\n" * (piece.count("\n") - 1) for piece in (*pieces[1::2], "\n"))
    return "".join(line + end for line, end in zip(lines, breaks, strict=True))


def _decode_pieces(text: str) -> str:
    """Return a text with its pieces decoded; they are tried where one can begin, and there alone.

    To let `re` look for them at every letter of an abstract takes ten times as long.
    """
    done: list[str] = []
    end = 0
    for place in find_signs(_BEGINNINGS, text):
        if place >= end and (piece := _PIECES.match(text, place)):
            done += (text[end:place], _decode(piece))
            end = piece.end()
    return "".join((*done, text[end:]))


def _decode(piece: re.Match[str]) -> str:
    if piece.lastgroup in ("math", "drop"):  # most of them
        return "" if piece.lastgroup == "drop" else piece[0]
    mark = piece["mark"] or piece["word"]
    if mark:
        letters = (piece[name] for name in ("in", "on", "win", "won", "wij"))
        return _accent(mark, next(filter(None, letters), ""))
    if piece["side"] or piece["brace"]:
        return _OPEN if (piece["side"] or piece["brace"]) in ("left", "{") else _CLOSE
    if piece["dash"] or piece["quotes"] or piece["sign"]:
        return _PRINTED.get(piece[0]) or _SIGNS[piece["sign"]]
    if piece["other"]:  # of a command that is not known here, what it is given
        return piece[0] if piece["other"] in DANGEROUS else ""
    escaped = _DOLLAR if piece["escaped"] == "$" else piece["escaped"]
    return escaped or piece["spaced"] or (" " if piece["blank"] else "")


def _accent(mark: str, letter: str) -> str:
    letter = letter.removeprefix("\\")
    return letter + _ACCENTS[mark] if letter else ""
