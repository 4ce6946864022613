"""Which code page a text is in, told by few letters and by many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.formats.code_pages import guess_code

ENTRY = "@article{{k, author = {{{}}}, title = {{{}}}, year = 2001}}\n"
WESTERN = (
    "Müller Jörg Größe Muñoz Ñuñoa Bjørn Åström Ångström François Édouard l’été créée naïveté "
    "“État” «École» Œuvre AVALIAÇÃO INFORMAÇÕES coração Þór þjóðin Bose–Einstein Čapek- Zürich "
    "¿Él? São José 10€ ©2001 Škoda 3° Übergröße Paul Smith networks Ö É. Brønsted señor"
).replace("Čapek- ", "")
KOREAN = (
    "김민수 이서연 홍길동 최지우 한국어 논문 제목 딥러닝 학회지 BERT를 CNN과 RNN의 비교 자연어처리의 "
    "영상 인식을 위한 연구 정보과학회 훈민정음 알고리즘 똠방각하 데이터베이스 및 평가 (2판) 서울대학교"
)


def texts(words: str) -> st.SearchStrategy[str]:
    """Return some of the words in any order, at least one of them with wide letters."""
    line = st.lists(st.sampled_from(words.split()), max_size=8).map(" ".join)
    wide = st.sampled_from([word for word in words.split() if not word.isascii()])
    return st.tuples(line, wide, line).map(" ".join)


@given(texts(WESTERN), texts(WESTERN))
def test_lone_wide_letters_in_words_are_western(author: str, title: str) -> None:
    assert guess_code(ENTRY.format(author, title).encode("cp1252")) == "cp1252"


@given(texts(KOREAN), texts(KOREAN))
def test_wide_letters_in_pairs_that_make_common_hangul_are_korean(author: str, title: str) -> None:
    assert guess_code(ENTRY.format(author, title).encode("cp949")) == "cp949"


@pytest.mark.parametrize("word", [each for each in WESTERN.split() if not each.isascii()])
def test_one_western_word_is_enough(word: str) -> None:
    assert guess_code(ENTRY.format(word, "A Title").encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize(
    ("code", "author", "title"),
    [
        ("gb18030", "王小明 and 张伟", "基于深度学习的图像识别研究"),
        ("gb18030", "李强", "中国计算机科学"),
        ("shift_jis", "田中太郎", "深層学習による画像認識の研究"),
        ("shift_jis", "鈴木一郎", "ニューラルネットワーク"),
        ("euc_jp", "田中太郎", "深層学習による画像認識の研究"),
        ("big5", "王小明", "深度學習之影像辨識研究"),
        ("koi8_r", "Колмогоров, А. Н.", "О вероятности"),
        ("cp1251", "Колмогоров, А. Н.", "О вероятности"),
        ("cp1250", "Wałęsa, Lech", "Zażółć gęślą jaźń"),
        ("mac_roman", "Jörg Müller", "Études générales"),
    ],
)
def test_what_is_neither_is_guessed_among_few(
    code: str, author: str, title: str, count: int
) -> None:
    data = ENTRY.format(author, title).encode(code) * count
    assert data.decode(guess_code(data)) == data.decode(code)


def test_what_is_in_no_code_is_none() -> None:
    assert guess_code(bytes(range(0x80, 0x100)) * 3) == ""
