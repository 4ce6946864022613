"""Text for BibTeX values: what LaTeX reads as signs escaped, braces balanced, capitals kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_block, clean_line
from paperstudy.formats.romanise import to_ascii
from paperstudy.formats.signs import find_signs

if TYPE_CHECKING:
    from collections.abc import Iterable

# Formulae of harmless commands stay as they are. Pandoc's rule tells them from prices: no blank
# inside the dollars, no digit behind them. What LaTeX does not take in a formula makes it none.
_MATH = re.compile(r"(?<!\\)\$(?=\S)((?:[^$\\%#&]++|\\.)++)(?<=\S)\$(?![0-9])")
# A command's name ends here: letters beyond ASCII may go on with it, in today's engines or when
# they are written in ASCII (`\in` and three wide letters are `\input`).
_END = r"(?![A-Za-z]|[^\x00-\x7f])"
# LaTeX that authors wrote into their titles: escaped signs, accents, and commands known here.
_LATEX = re.compile(
    r"\\(?:[&%#_$]"
    rf"|[\"'`^~=.](?:[A-Za-z]|\\[ij]{_END}|\{{(?:[A-Za-z]|\\[ij])\}})"
    r"|[HcvukrbdtGU](?:\{[A-Za-z]\}| [A-Za-z])"
    rf"|(?:o|O|l|L|ss|ae|AE|oe|OE|aa|AA|i|j|dh|DH|dj|DJ|th|TH){_END}(?:\{{\}})?"
    r"|(?:text(?:it|bf|tt|sc|rm|sf|sl|superscript|subscript)|emph|mathrm|mathbf)(?=\{)"
    r"|(?:textasciitilde|textasciicircum|textbackslash|textbraceleft|textbraceright"
    rf"|textendash|textemdash|ldots|dots|TeX|LaTeX){_END}(?:\{{\}})?)"
)
# What a formula may say. A log is read by strangers' machines: `\input`, `\write` and `\catcode`
# are commands too, so whatever is not listed here makes the formula plain text.
_COMMANDS = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi
    varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi
    Pi Sigma Upsilon Phi Psi Omega
    mathcal mathbb mathrm mathbf mathit mathsf mathtt mathfrak mathscr boldsymbol bm operatorname
    text textbf textit textrm textsf texttt cal bf rm it ell hbar imath jmath Re Im aleph partial
    nabla infty emptyset varnothing textbraceleft textbraceright
    frac sqrt binom underset overset hat widehat tilde widetilde bar overline underline vec dot ddot
    log ln exp sin cos tan tanh min max sup inf lim arg det dim ker deg gcd bmod Pr
    times cdot div pm mp ast star circ bullet oplus otimes odot wedge vee cup cap setminus sum prod
    int surd le leq ge geq ne neq sim simeq approx cong equiv propto ll gg in ni notin subset
    subseteq supset supseteq mid parallel perp to gets mapsto rightarrow leftarrow leftrightarrow
    Rightarrow Leftarrow Leftrightarrow longrightarrow uparrow downarrow forall exists neg land lor
    ldots cdots dots prime dagger langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert
    quad qquad
"""
_HARMLESS = re.compile(rf"\\(?:(?:{'|'.join(_COMMANDS.split())}){_END}|[,;:!|_&%#$ ])")
# Formulae, and accents whose command has a capital: BibTeX would make an unknown `\h` of `\H`.
_CASED = re.compile(rf"{_MATH.pattern}|\\[HGU](?:\{{[A-Za-z]\}}| [A-Za-z])")
_ESCAPES = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_ESCAPED = _ESCAPES | _BRACES
_PIECES = re.compile(
    rf"(?P<math>{_MATH.pattern})|(?P<latex>{_LATEX.pattern})|(?P<sign>[&%#_$~^\\])"
)
# Two of these signs are one of another kind to TeX. A dash with blanks around it is meant as such.
_JOINED = re.compile(
    rf"{_MATH.pattern}|{_LATEX.pattern}|(?<!\S)-{{2,3}}(?=\s)|(?P<first>-(?=-)|`(?=`)|'(?='))"
)
_NAMES = frozenset(  # no acronyms, but no small letter either
    {
        "Atari", "Bayes", "Bayesian", "Bernoulli", "Boltzmann", "Chinese", "Dirichlet", "English",
        "Euclidean", "Fourier", "French", "Gaussian", "German", "Hamiltonian", "Hebbian", "Hessian",
        "Hilbert", "Hopfield", "Japanese", "Kalman", "Korean", "Lagrangian", "Langevin", "Laplace",
        "Laplacian", "Lipschitz", "Mahalanobis", "Markov", "Nash", "Newton", "Poisson", "Riemannian",
        "Siamese", "Sinkhorn", "Turing", "Wasserstein", "Wikipedia",
    }
)  # fmt: skip

_CLUSTER = re.compile(r"[A-Za-z]?[\u0300-\u036f]+|[^\x00-\x7f][\u0300-\u036f]*")
# Names, places and numbers are mostly nothing else: words with a blank between two of them.
_HARMLESS_TEXT = re.compile(r"(?:[A-Za-z0-9.,:;()/'?!+*=<>-]+(?: (?! |$)|$))*")
_SHORT = 200
_SIGNS_READ = "&%#_$~^\\"
_SPECIAL = re.compile(r"[&%#_$~^\\{}]")
_MARKED = re.compile(r"([^\w]*)(.*?)([^\w+]*)", re.DOTALL)
_JOINTS = re.compile(r"[-/\u2010-\u2014]")
_BLANKS = re.compile(r"(?<!\\[Hcvukrbdt])(\s+)")  # the blank of `\c c` belongs to the accent

_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
_SIGNS = {
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}",
    "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "å": r"{\aa}", "Å": r"{\AA}", "ı": r"{\i}",
    "đ": r"{\dj}", "Đ": r"{\DJ}", "ð": r"{\dh}", "Ð": r"{\DH}", "þ": r"{\th}", "Þ": r"{\TH}",
    "–": "--", "—": "---", "−": "-", "‐": "-", "‑": "-", "‘": "`", "’": "'", "“": "``",
    "”": "''", "…": r"\ldots{}", "×": r"\ensuremath{\times}", "·": r"\ensuremath{\cdot}", "±": r"\ensuremath{\pm}",
    "≤": r"\ensuremath{\leq}", "≥": r"\ensuremath{\geq}", "→": r"\ensuremath{\rightarrow}", "∞": r"\ensuremath{\infty}", "√": r"\ensuremath{\surd}",
    "α": r"\ensuremath{\alpha}", "β": r"\ensuremath{\beta}", "γ": r"\ensuremath{\gamma}", "δ": r"\ensuremath{\delta}", "ε": r"\ensuremath{\epsilon}",
    "η": r"\ensuremath{\eta}", "θ": r"\ensuremath{\theta}", "κ": r"\ensuremath{\kappa}", "λ": r"\ensuremath{\lambda}", "μ": r"\ensuremath{\mu}",
    "π": r"\ensuremath{\pi}", "ρ": r"\ensuremath{\rho}", "σ": r"\ensuremath{\sigma}", "τ": r"\ensuremath{\tau}", "φ": r"\ensuremath{\phi}",
    "χ": r"\ensuremath{\chi}", "ψ": r"\ensuremath{\psi}", "ω": r"\ensuremath{\omega}", "Δ": r"\ensuremath{\Delta}", "Σ": r"\ensuremath{\Sigma}",
    "Ω": r"\ensuremath{\Omega}",
}  # fmt: skip


def escape_latex(text: str, *, ascii_only: bool = False) -> str:
    """Return `text` as a BibTeX value: formulae and known LaTeX kept, braces always balanced."""
    if len(text) < _SHORT and _HARMLESS_TEXT.fullmatch(text):
        return _part_signs(text)
    escaped = _part_signs(_escape_signs(balance_braces(clean_line(text))))
    return to_latex_ascii(escaped) if ascii_only else escaped


def escape_lines(text: str, *, ascii_only: bool = False) -> str:
    """Return a text of several lines as a BibTeX value; its lines stay lines."""
    if "\n" not in text:
        return escape_latex(text, ascii_only=ascii_only)
    escaped = _part_signs(_escape_signs(balance_braces(clean_block(text))))
    escaped = escaped.replace("\n@", "\n{@}")  # some readers see the next entry there
    return to_latex_ascii(escaped) if ascii_only else escaped


def escape_block(text: str, *, ascii_only: bool = False) -> str:
    """Return a text of several lines as a BibTeX value; its lines are LaTeX's paragraphs."""
    escaped = escape_lines(text, ascii_only=ascii_only)
    return re.sub(r"\n+", r"\g<0>\n", escaped) if "\n" in escaped else escaped


def protect_title(text: str, *, ascii_only: bool = False) -> str:
    """Return a title as a BibTeX value whose acronyms and names no style turns into small letters.

    A word is put in braces where a capital stands behind its first letter or all alone
    (`{BERT}`, `{U-Net}`), or where it is a name known here; a title all in capitals is left.
    """
    text = balance_braces(clean_line(text))
    broken = "$" in text and any(not is_formula(found[0]) for found in _MATH.finditer(text))
    escaped = _escape_signs(text) if broken or _is_shouted(text) else _protect_words(text)
    if "\\" in escaped or "$" in escaped:
        escaped = _CASED.sub(_keep_case, escaped)
    escaped = _part_signs(escaped)
    return to_latex_ascii(escaped) if ascii_only else escaped


def protect_more(latex: str) -> str:
    """Return a title that a person wrote in LaTeX, protected also where `protect_title` would.

    It is put into more braces, and changed in nothing else; what stands in some is left.
    """
    if _is_shouted(latex):
        return latex
    if "\\" not in latex and "$" not in latex and latex == " ".join(latex.split()):  # most of them
        return " ".join(_protect_outside(latex.split(" "), 0)[0])
    pieces: list[str] = []
    end = depth = 0
    for found in _CASED.finditer(latex):
        words, depth = _protect_outside(_BLANKS.split(latex[end : found.start()]), depth)
        pieces += [*words, found[0] if depth else _keep_case(found)]
        end = found.end()
    return "".join((*pieces, *_protect_outside(_BLANKS.split(latex[end:]), depth)[0]))


def _protect_outside(words: Iterable[str], depth: int) -> tuple[list[str], int]:
    """Return words of LaTeX, those protected that stand in no braces, and how deep they end."""
    written = []
    for word in words:
        if word.islower() and word.isalnum():
            written.append(word)
        elif "{" in word or "}" in word:
            depth += word.count("{") - word.count("}")
            written.append(word)
        else:
            written.append(word if depth or _SPECIAL.search(word) else _protect_word(word))
    return written, depth


def _part_signs(escaped: str) -> str:
    """Return LaTeX in which two hyphens or quotes that stand together are printed as two."""
    quoted = ("'" in escaped and "''" in escaped) or ("`" in escaped and "``" in escaped)
    if not quoted and "--" not in escaped:  # one sign is found far faster than two
        return escaped
    return _JOINED.sub(lambda sign: f"{sign[0]}{{}}" if sign["first"] else sign[0], escaped)


def _keep_case(found: re.Match[str]) -> str:
    """Put in braces what BibTeX, which turns all of a title small, would make something else."""
    return f"{{{found[0]}}}" if any(sign.isupper() for sign in found[0]) else found[0]


def _is_shouted(text: str) -> bool:
    """Tell whether a title is all in capitals, with no letters that have none."""
    if not text.isupper():
        return False
    letters = (sign for sign in text if sign.isalpha())
    return " " in text and all(sign.isupper() for sign in letters)


def _protect_words(text: str) -> str:
    if "$" not in text:
        return _protect_plain(text)
    pieces = []
    end = 0
    for formula in _MATH.finditer(text):
        pieces += [_protect_plain(text[end : formula.start()]), formula[0]]
        end = formula.end()
    return "".join((*pieces, _protect_plain(text[end:])))


def _protect_plain(text: str) -> str:
    if not _SPECIAL.search(text):  # nearly all titles
        return " ".join(
            [
                word if word.islower() or word.isdecimal() else _protect_word(word)
                for word in text.split(" ")
            ]
        )
    depth = 0
    written = []
    for word in _BLANKS.split(text):
        outside, depth = depth == 0, depth + word.count("{") - word.count("}")
        protected = outside and depth == 0 and _needs_protection(word)
        written.append(_in_braces(word) if protected else _escape_signs(word))
    return "".join(written)


@lru_cache(maxsize=8192)  # titles share their words
def _protect_word(word: str) -> str:
    return _in_braces(word) if _needs_protection(word) else word


def _in_braces(word: str) -> str:
    if word.isalnum():
        return f"{{{word}}}"
    start, core, rest = map(_escape_signs, _split_marks(word))
    return f"{start}{{{core}}}{rest}"


def _split_marks(word: str) -> tuple[str, str, str]:
    found = _MARKED.fullmatch(word)
    assert found is not None
    return found[1], found[2], found[3]


def _needs_protection(word: str) -> bool:
    if word.isalpha():  # nearly all words are nothing but letters
        rest = word[1:]
        lonely = not rest and word.isupper() and word != "A"
        return lonely or rest != rest.lower() or word in _NAMES
    if "{" in word or "}" in word or "$" in word or "\\" in word:
        return False
    _, core, _ = _split_marks(word)
    if core in _NAMES or core.removesuffix("'s") in _NAMES:
        return True
    return core != "A" and any(map(_has_capital, _JOINTS.split(core)))


def _has_capital(part: str) -> bool:
    """Tell whether a capital stands behind the first letter, or is the only letter (`V2`)."""
    letters = [sign for sign in part if sign.isalpha()]
    return any(sign.isupper() for sign in letters[1:]) or (
        len(letters) == 1 and letters[0].isupper()
    )


def balance_braces(text: str) -> str:
    """Return `text` with escaped and unmatched braces turned into LaTeX's names for them."""
    if "{" not in text and "}" not in text:
        return text
    if "\\{" in text or "\\}" in text:
        text = re.sub(r"\\([{}])", lambda brace: _BRACES[brace[1]].replace("{}", "\0"), text)
    lonely = {*_lonely_braces(text)}
    if lonely:
        named = (_BRACES[sign] if at in lonely else sign for at, sign in enumerate(text))
        text = "".join(named)
    return text.replace("\0", "{}")


def _lonely_braces(text: str) -> list[int]:
    """Return the places of braces that have no partner."""
    waiting: list[int] = []
    closing: list[int] = []
    for place in find_signs("{}", text):
        if text[place] == "{":
            waiting.append(place)
        elif waiting:
            waiting.pop()
        else:
            closing.append(place)
    return closing + waiting


def is_balanced(text: str) -> bool:
    """Tell whether every brace of `text` has its partner, in order."""
    return not _lonely_braces(text)


def _escape_signs(text: str) -> str:
    places = find_signs(_SIGNS_READ, text)
    if not places:
        return text
    pieces, end = [], 0
    for place in places:  # to try the pieces there alone is far faster
        if place >= end:
            piece = _PIECES.match(text, place)
            assert piece is not None, "each sign is a piece by itself"
            pieces += [text[end:place], _escape(piece)]
            end = piece.end()
    return "".join([*pieces, text[end:]])


def _escape(piece: re.Match[str]) -> str:
    if piece.lastgroup == "sign":
        return _ESCAPES[piece[0]]
    if piece.lastgroup == "math" and not is_formula(piece[0]):
        return rf"\${_escape_signs(piece[0][1:-1])}\$"
    return piece[0]


@lru_cache(maxsize=4096)  # texts share their formulae
def is_formula(math: str) -> bool:
    """Tell whether what stands in dollars is a formula that LaTeX can be given as it is.

    It closes the braces it opens, has no command but the harmless ones, no `^^5c` (TeX's other
    spelling of a backslash), and no letter that has no sign of its own in ASCII.
    """
    known = math.isascii() or all(sign.isascii() or sign in _SIGNS for sign in math)
    return known and "^^" not in math and "\\" not in _HARMLESS.sub(" ", math) and is_balanced(math)


def to_latex_ascii(text: str) -> str:
    """Return LaTeX with its letters beyond ASCII as accents, romanised, or as a question mark."""
    return text if text.isascii() else _CLUSTER.sub(_ascii_cluster, text)


def to_latex_in(text: str, code: str) -> str:
    """Return LaTeX with the letters that an encoding does not hold as `to_latex_ascii` has them."""
    return _CLUSTER.sub(lambda one: one[0] if fits(one[0], code) else _ascii_cluster(one), text)


def fits(text: str, code: str) -> bool:
    """Tell whether an encoding holds a text."""
    try:
        text.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def _ascii_cluster(cluster: re.Match[str]) -> str:
    """Return LaTeX for a letter and the marks over it; romanised, or `?`, where it has none."""
    if cluster[0] in _SIGNS:
        return _SIGNS[cluster[0]]
    letter, *marks = list(unicodedata.normalize("NFD", cluster[0]))
    if letter in _ACCENTS:  # marks over nothing
        return ""
    written = {"i": "\\i", "ı": "\\i", "j": "\\j"}.get(letter, letter)
    if not marks or not written.isascii() or not all(mark in _ACCENTS for mark in marks):
        # A wide letter may stand for a sign that LaTeX reads.
        plain = to_ascii(cluster[0])
        blank = not plain or (plain.isspace() and not cluster[0].isspace())  # ¸ is a blank and more
        return "?" if blank else "".join(_ESCAPED.get(sign, sign) for sign in plain)
    for mark in marks:
        written = f"\\{_ACCENTS[mark]}{{{written}}}"
    return "{" + written + "}"
