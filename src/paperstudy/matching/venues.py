"""Names of venues: which are known meetings and journals, which are none, which two are one."""

from __future__ import annotations

import re
from functools import cache

from paperstudy.matching.likeness import title_key, title_words
from paperstudy.matching.normalise import word_set

# Where a text stands that nobody has published yet, or that stands there for readers only.
_PREPRINT = re.compile(
    r"\b(?:\w*arxiv|corr|ssrn|\w+rxiv|preprints?|research square|researchgate|zenodo|"
    r"computing research repository|cogprints|hal|e-?print archive)\b",
    re.IGNORECASE,
)
# What OpenReview writes where a venue would stand.
_UNDECIDED = re.compile(
    r"\b(?:submitted|submission|submissions|under review|withdrawn|reject(?:ed)?|desk)\b",
    re.IGNORECASE,
)
_MEETINGS = {
    "aaai": "AAAI Conference on Artificial Intelligence",
    "aacl": "Asia-Pacific Chapter of the Association for Computational Linguistics",
    "accv": "Asian Conference on Computer Vision",
    "acl": "Annual Meeting of the Association for Computational Linguistics",
    "acmmm": "ACM Multimedia",
    "aistats": "Artificial Intelligence and Statistics",
    "asplos": "Architectural Support for Programming Languages and Operating Systems",
    "bmvc": "British Machine Vision Conference",
    "chi": "Human Factors in Computing Systems",
    "cikm": "Information and Knowledge Management",
    "coling": "International Conference on Computational Linguistics",
    "colm": "Conference on Language Modeling",
    "colt": "Annual Conference Computational Learning Theory",
    "conll": "Computational Natural Language Learning",
    "corl": "Conference on Robot Learning",
    "cvpr": "Computer Vision and Pattern Recognition",
    "eacl": "European Chapter of the Association for Computational Linguistics",
    "eccv": "European Conference on Computer Vision",
    "emnlp": "Empirical Methods in Natural Language Processing",
    "gecco": "Genetic and Evolutionary Computation",
    "icassp": "Acoustics, Speech, and Signal Processing",
    "iccv": "International Conference on Computer Vision",
    "icde": "International Conference on Data Engineering",
    "icdm": "International Conference on Data Mining",
    "iclr": "International Conference on Learning Representations",
    "icml": "International Conference on Machine Learning",
    "icpr": "International Conference on Pattern Recognition",
    "icra": "International Conference on Robotics and Automation",
    "ijcai": "International Joint Conference on Artificial Intelligence",
    "ijcnn": "International Joint Conference on Neural Networks",
    "interspeech": "International Speech Communication Association",
    "iros": "Intelligent Robots and Systems",
    "iwslt": "Spoken Language Translation",
    "kdd": "Knowledge Discovery and Data Mining",
    "l4dc": "Learning for Dynamics and Control",
    "lrec": "Language Resources and Evaluation",
    "miccai": "Medical Image Computing and Computer-Assisted Intervention",
    "midl": "Medical Imaging with Deep Learning",
    "mlsys": "Machine Learning and Systems",
    "naacl": "North American Chapter of the Association for Computational Linguistics",
    "neurips": "Neural Information Processing Systems",
    "nips": "Neural Information Processing Systems",
    "nsdi": "Networked Systems Design and Implementation",
    "osdi": "Operating Systems Design and Implementation",
    "recsys": "Recommender Systems",
    "sigcomm": "Special Interest Group on Data Communication",
    "siggraph": "Computer Graphics and Interactive Techniques",
    "sigir": "Research and Development in Information Retrieval",
    "sigmod": "International Conference on Management of Data",
    "sosp": "Symposium on Operating Systems Principles",
    "stoc": "Symposium on the Theory of Computing",
    "uai": "Uncertainty in Artificial Intelligence",
    "vldb": "Very Large Data Bases",
    "wacv": "Workshop on Applications of Computer Vision",
    "wmt": "Conference on Machine Translation",
    "wsdm": "Web Search and Data Mining",
    "www": "The Web Conference",
    "3dv": "International Conference on 3D Vision",
}
_JOURNALS = {
    "ijcv": "International Journal of Computer Vision",
    "jair": "Journal of Artificial Intelligence Research",
    "jmlr": "Journal of Machine Learning Research",
    "pami": "Transactions on Pattern Analysis and Machine Intelligence",
    "pnas": "Proceedings of the National Academy of Sciences",
    "tacl": "Transactions of the Association for Computational Linguistics",
    "tip": "Transactions on Image Processing",
    "tmlr": "Transactions on Machine Learning Research",
    "tnnls": "Transactions on Neural Networks and Learning Systems",
    "tog": "Transactions on Graphics",
    "tpami": "Transactions on Pattern Analysis and Machine Intelligence",
    "nature": "Nature",
    "science": "Science",
    "neuralcomputation": "Neural Computation",
    "machinelearning": "Machine Learning",
}
_KNOWN = re.compile(
    r"\b(?:conference|workshops?|symposium|congress|proceedings|annual meeting|journal|"
    r"transactions|letters|annals|magazine|reviews?)\b",
    re.IGNORECASE,
)
# Words by which no venue is told from another.
_PLAIN = word_set(
    "a acm an advances and annual at conference for ieee ieeecvf cvf in international joint lecture "
    "meeting notes of on oral poster proceedings proc spotlight the to track trans main"
)
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)?|(?:x*(?:ix|iv|v?i{0,3}))")
_GLUED_YEAR = re.compile(r"(?<=[a-z]{3})(?:(?:19|20)?[0-9]{2})$")
# A part of a meeting that is not its main track.
_SIDE = word_set("workshop workshops findings demo demonstrations tutorial")


@cache
def _names() -> dict[str, str]:
    """Map every spelling, short and whole, to the one name by which a venue is compared."""
    table = {}
    for short, whole in {**_MEETINGS, **_JOURNALS}.items():
        table[short] = table[_core(whole)] = _core(whole)
    return table


def is_preprint_venue(venue: str) -> bool:
    """Tell whether `venue` is a server of preprints, or says that nothing is decided."""
    return bool(_PREPRINT.search(venue) or _UNDECIDED.search(venue))


def is_known_venue(venue: str) -> bool:
    """Tell whether `venue` is a meeting or a journal that is known here, or calls itself one."""
    names = _names()
    words = _words(venue)
    return bool(_KNOWN.search(venue)) or _core(venue) in names or any(w in names for w in words)


def is_same_venue(one: str, other: str) -> bool:
    """Tell whether two names are of one venue: `CVPR`, `2016 IEEE Conference on …(CVPR)`."""
    mine, theirs = set(_words(one)), set(_words(other))
    if not mine or not theirs or (mine & _SIDE) != (theirs & _SIDE):
        return False
    if title_key(one) == title_key(other):
        return True
    names = _names()
    return bool(_cores(one, names) & _cores(other, names))


def _cores(venue: str, names: dict[str, str]) -> set[str]:
    """Return the names a venue goes by: its core, that in its brackets, the acronyms in it."""
    core = _core(venue)
    outside = _core(re.sub(r"\([^)]*\)", " ", venue))
    # “Nature” is no acronym: a name of one word says nothing within a longer one.
    acronyms = {word for word in _words(venue) if names.get(word, word) != word}
    return {names.get(each, each) for each in (core, outside, *acronyms) if each}


def _core(venue: str) -> str:
    words = [w for w in _words(venue) if w not in _PLAIN and not _ORDINAL.fullmatch(w)]
    return "".join(words)


def _words(venue: str) -> list[str]:
    """Return the words of a venue's name, without the year that is glued to one of them."""
    return [_GLUED_YEAR.sub("", word) for word in title_words(venue)]
