"""The many ways to write down who presents what: labels, dashes, brackets, headings, weekdays."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log

STUDY = "# 논문 스터디 2023-05-01\n\n"
GROUP = "# Reading group 2023-05-01\n\n"
DIARY = "# Day 12 (2023-05-01)\n\n## 피어세션\n\n"


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        (
            GROUP
            + (
                "Attendees: Maya Lindqvist, Farid Nazari\n\nFarid walked us through the LoRA paper."
            ),
            [("Farid", "lora")],
        ),
        (
            DIARY + ("- 월요일 : 우태오 (ViT)\n- 화요일 : 백나린 (BERT)"),
            [("우태오", "vit"), ("백나린", "bert")],
        ),
        (
            (
                "# Reading group Fall 2023\n"
                "\n"
                "- Week 1: Jane Doe - [ViT](https://arxiv.org/abs/2010.11929)\n"
                "- Week 2: John Smith - BERT"
            ),
            [("Jane Doe", "vit"), ("John Smith", "bert")],
        ),
        (
            (
                "# Seminar Fall 2023\n"
                "\n"
                "- Mon: Jane - [ViT](https://arxiv.org/abs/2010.11929)\n"
                "- Tue: John - BERT"
            ),
            [("Jane", "vit"), ("John", "bert")],
        ),
        (("# 輪講 2023-06-16\n\n発表者：五十嵐\n\n論文：BERT"), [("五十嵐", "bert")]),
        (("# 輪講 2023-06-16\n\n担当: 五十嵐\n\n- 論文：BERT"), [("五十嵐", "bert")]),
        (
            (
                "# RL Tuesdays\n"
                "\n"
                "Initials: KB = Kamil Baran, LS = Lotte Smit.\n"
                "\n"
                "## Done\n"
                "\n"
                "- [x] [KB] Playing Atari with Deep Reinforcement Learning\n"
                "- [x] [LS] Continuous control with deep reinforcement learning\n"
                "      https://arxiv.org/abs/1509.02971"
            ),
            [("KB", None), ("LS", None)],
        ),
        (STUDY + ("## BERT (담당 문가온)\n\n- 좋음"), [("문가온", "bert")]),
        (STUDY + ("## BERT (발표 문가온)\n\n- 좋음"), [("문가온", "bert")]),
        (STUDY + "## BERT (발표: 문가온님)", [("문가온", "bert")]),
        (STUDY + ("## BERT - 문가온\n\n- 좋음"), [("문가온", "bert")]),
        (STUDY + "## BERT by 문가온", [("문가온", "bert")]),
        (STUDY + ("## BERT @gaon\n\n- x\n\n## ViT @sunmin"), [("gaon", "bert"), ("sunmin", "vit")]),
        (GROUP + ("- @jdoe: BERT\n- @asmith: ViT"), [("jdoe", "bert"), ("asmith", "vit")]),
        (
            STUDY + ("### 문가온: BERT\n\n- a\n\n### 소이준: ViT"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            STUDY + ("### 문가온 - BERT\n\n- a\n\n### 소이준 - ViT"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            STUDY
            + (
                "### 문가온\n"
                "\n"
                "BERT: Pre-training of Deep Bidirectional Transformers\n"
                "- a\n"
                "\n"
                "### 소이준\n"
                "\n"
                "ViT\n"
                "- b"
            ),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (STUDY + ("문가온 | BERT\n소이준 | ViT"), [("문가온", "bert"), ("소이준", "vit")]),
        (STUDY + ("1) 문가온 – BERT\n2) 소이준 – ViT"), [("문가온", "bert"), ("소이준", "vit")]),
        (STUDY + "발표 : 문가온(BERT)", [("문가온", "bert")]),
        (STUDY + "발표 : 문가온(BERT), 소이준(ViT)", [("문가온", "bert"), ("소이준", "vit")]),
        (STUDY + "발표자 문가온 / BERT", [("문가온", "bert")]),
        (STUDY + "발표자 : 문가온 / 주제 : BERT", [("문가온", "bert")]),
        (DIARY + "다음 주 발표: 소이준 (BERT)", [("소이준", "bert")]),
        (
            ("---\ntags: paper\n---\n# BERT\n\npresenter:: 문가온\ndate:: 2024-05-01"),
            [("문가온", "bert")],
        ),
        (
            ("# BERT\n\nPresenter: 문가온\nDate: 2024년 5월 1일\nTags: NLP\n\nsummary"),
            [("문가온", "bert")],
        ),
        (GROUP + ("**Presenter**: Ana Ruiz\n**Paper**: BERT"), [("Ana Ruiz", "bert")]),
        (GROUP + ("*Speaker*: Ana Ruiz\n*Topic*: BERT"), [("Ana Ruiz", "bert")]),
        (GROUP + ("- Who: Ana Ruiz\n- What: BERT"), [("Ana Ruiz", "bert")]),
        (STUDY + ("|발표자|논문|\n|---|---|\n|문가온|BERT, 자기소개|"), [("문가온", "bert")]),
        (
            ("# 논문 스터디\n\n- 2023.05.01 문가온 : BERT\n- 2023.05.08 소이준 : ViT"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            ("# 논문 스터디\n\n- [BERT](https://arxiv.org/abs/1810.04805) (문가온, 05/01)"),
            [("문가온", "bert")],
        ),
        (
            (
                "# 논문 스터디\n"
                "\n"
                "- [BERT](https://arxiv.org/abs/1810.04805), 문가온\n"
                "- [ViT](https://arxiv.org/abs/2010.11929), 소이준"
            ),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            (
                "# Reading group\n"
                "\n"
                "- [BERT](https://arxiv.org/abs/1810.04805), Jane Doe\n"
                "- [ViT](https://arxiv.org/abs/2010.11929), John Smith"
            ),
            [("Jane Doe", "bert"), ("John Smith", "vit")],
        ),
        (
            ("# Reading group\n\n- 2023-05-01 (Jane): BERT\n- 2023-05-08 (John): ViT"),
            [("Jane", "bert"), ("John", "vit")],
        ),
        (
            (
                "# Reading group\n"
                "\n"
                "## 2023-05-01 -- Jane Doe\n"
                "\n"
                "[BERT](https://arxiv.org/abs/1810.04805)\n"
                "\n"
                "## 2023-05-08 -- John Smith\n"
                "\n"
                "[ViT](https://arxiv.org/abs/2010.11929)"
            ),
            [("Jane Doe", "bert"), ("John Smith", "vit")],
        ),
        (
            DIARY
            + ("### 논문 스터디\n\n- 문가온\n  - BERT 논문 리뷰\n- 소이준\n  - ViT 논문 리뷰"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            DIARY + ("### 발표\n\n- 문가온 캠퍼: BERT\n- 소이준 캠퍼: ViT"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            DIARY + ("### 발표\n\n- T1234_문가온: BERT\n- T2345_소이준: ViT"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (DIARY + "- 문가온님 논문 발표 - BERT", [("문가온", "bert")]),
        (("# Lab meeting 2023-05-01\n\nPaper: BERT\nPresented: Jane Doe"), [("Jane Doe", "bert")]),
        (("# Lab meeting 2023-05-01\n\nPresenting: Jane Doe\nPaper: BERT"), [("Jane Doe", "bert")]),
        (("# Lab meeting 2023-05-01\n\nPaper lead: Jane Doe\nPaper: BERT"), [("Jane Doe", "bert")]),
        (
            (
                "# Lab meeting 2023-05-01\n"
                "\n"
                "This week Jane Doe will present BERT. Next week it's John's turn."
            ),
            [("Jane Doe", "bert")],
        ),
        (
            ("# Paper club 2023-05-01\n\n1. Jane (BERT)\n2. John (ViT)"),
            [("Jane", "bert"), ("John", "vit")],
        ),
        (
            (
                "# Paper club\n"
                "\n"
                "* **Jane Doe**, *BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding*\n"
                "* **John Smith**, *ViT*"
            ),
            [("Jane Doe", "bert"), ("John Smith", "vit")],
        ),
        (
            (
                "# Paper club\n"
                "\n"
                "- **Paper:** BERT\n"
                "  - **Discussion leader:** Jane Doe\n"
                "- **Paper:** ViT\n"
                "  - **Discussion leader:** John Smith"
            ),
            [("Jane Doe", "bert"), ("John Smith", "vit")],
        ),
        (
            STUDY + ("<b>문가온</b> : BERT <br>\n<b>소이준</b> : ViT"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (STUDY + ("- 발표자\n  - 문가온\n- 논문\n  - BERT"), [("문가온", "bert")]),
        (STUDY + ("**발표자** 문가온\n**논문** BERT"), [("문가온", "bert")]),
        (STUDY + ("> 발표자: 문가온\n> 논문: BERT"), [("문가온", "bert")]),
        (STUDY + ("👨\u200d🏫 발표자 👉 문가온\n📄 논문 👉 BERT"), [("문가온", "bert")]),
        (
            STUDY + ("[문가온] BERT 논문 리뷰\n[소이준] ViT 논문 리뷰"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (DIARY + "- 오늘의 발표: 유나(BERT), 민재(ViT)", [("유나", "bert"), ("민재", "vit")]),
        (DIARY + ("- 발표자: 라떼님\n- 주제: BERT"), [("라떼", "bert")]),
        (
            DIARY + ("### 논문 리뷰\n\n- 라떼님 : BERT\n- 모카님 : ViT"),
            [("라떼", "bert"), ("모카", "vit")],
        ),
        (DIARY + ("### 논문 발표 - 문가온\n\n- BERT\n  - 좋다"), [("문가온", "bert")]),
        (
            DIARY + ("**[문가온] BERT**\n\n- 내용\n\n**[소이준] ViT**\n\n- 내용"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            DIARY + ("📌 문가온 - BERT 논문 리뷰\n\n📌 소이준 - ViT 논문 리뷰"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            DIARY + ("#### 1. 문가온 : BERT\n\n#### 2. 소이준 : ViT"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (DIARY + ("문가온님 → BERT\n소이준님 → ViT"), [("문가온", "bert"), ("소이준", "vit")]),
        (DIARY + "- 다음 주 발표자: 문가온, 소이준", [("문가온", None), ("소이준", None)]),
        (DIARY + "- 다음 논문 : BERT (담당 : 문가온)", [("문가온", "bert")]),
        (
            STUDY
            + (
                "발표자료: https://x.com\n"
                "발표일: 2023-05-01\n"
                "발표 시간: 20분\n"
                "발표자: 문가온\n"
                "논문: BERT"
            ),
            [("문가온", "bert")],
        ),
        (STUDY + ("| 발표자 | 문가온 |\n|---|---|\n| 논문 | BERT |"), [("문가온", "bert")]),
        (STUDY + ("<h3>발표자: 문가온</h3>\n<p>논문: BERT</p>"), [("문가온", "bert")]),
        (
            STUDY + ("## BERT\n\n- 발표자 : 문가온\n\n## ViT\n\n- 발표자 : 소이준"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            STUDY + ("## BERT\n*문가온*\n\n- 내용\n\n## ViT\n*소이준*\n\n- 내용"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            STUDY + ("## 문가온\n### BERT\n- 내용\n## 소이준\n### ViT\n- 내용"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            STUDY + ("- [x] BERT - 문가온\n- [ ] ViT - 소이준"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            STUDY + ("1회차 (문가온): BERT\n2회차 (소이준): ViT"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (STUDY + ("- 5/1 문가온 BERT\n- 5/8 소이준 ViT"), [("문가온", "bert"), ("소이준", "vit")]),
        (
            STUDY + ("- 5/1: BERT / 문가온\n- 5/8: ViT / 소이준"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (GROUP + ("## BERT (Jane Doe)\n\n- x"), [("Jane Doe", "bert")]),
        (GROUP + ("## Jane: BERT\n\n- x\n\n## John: ViT"), [("Jane", "bert"), ("John", "vit")]),
        (
            GROUP + ("## Paper 1: BERT (presented by Jane)\n\n## Paper 2: ViT (presented by John)"),
            [("Jane", "bert"), ("John", "vit")],
        ),
        (GROUP + ("Speaker: Jane Doe (MIT)\nTitle: BERT"), [("Jane Doe", "bert")]),
        (GROUP + ("Speaker - Jane Doe\nPaper - BERT"), [("Jane Doe", "bert")]),
        (GROUP + "This week's presenter is Jane Doe, on BERT.", [("Jane Doe", "bert")]),
        (GROUP + "Jane's presentation of BERT was great.", [("Jane", "bert")]),
        (GROUP + "Next week: Jane Doe (BERT)", [("Jane Doe", "bert")]),
        (GROUP + "Next: John will lead ViT.", [("John", "vit")]),
        (GROUP + ("Discussant: Jane Doe\nPaper: BERT"), [("Jane Doe", "bert")]),
        (
            GROUP + ("| Week | Who | What |\n|---|---|---|\n|1|Jane|BERT|\n|2|John|ViT|"),
            [("Jane", "bert"), ("John", "vit")],
        ),
        (
            GROUP + ('- **2023-05-01** Jane Doe, "BERT"\n- **2023-05-08** John Smith, "ViT"'),
            [("Jane Doe", "bert"), ("John Smith", "vit")],
        ),
        (
            (
                "# Journal club\n"
                "\n"
                "### May 1, 2023 | Jane Doe\n"
                "\n"
                "BERT\n"
                "\n"
                "### May 8, 2023 | John Smith\n"
                "\n"
                "ViT"
            ),
            [("Jane Doe", "bert"), ("John Smith", "vit")],
        ),
        (
            (
                "# Journal club\n"
                "\n"
                "- 05/01/2023: [BERT](https://arxiv.org/abs/1810.04805) [Jane]\n"
                "- 05/08/2023: [ViT](https://arxiv.org/abs/2010.11929) [John]"
            ),
            [("Jane", "bert"), ("John", "vit")],
        ),
        (("# 論文読み会 2023-06-16\n\n発表者: 田中 太郎\n論文: BERT"), [("田中 太郎", "bert")]),
        (
            ("# 論文読み会 2023-06-16\n\n- 田中さん：BERT\n- 鈴木さん：ViT"),
            [("田中", "bert"), ("鈴木", "vit")],
        ),
        (
            ("# 論文読み会 2023-06-16\n\n## BERT（田中）\n\n- x\n\n## ViT（鈴木）"),
            [("田中", "bert"), ("鈴木", "vit")],
        ),
        (("# 論文読み会 2023-06-16\n\n田中さんがBERTを紹介した。"), [("田中", "bert")]),
        (("# 輪読会 2023-06-16\n\n今日の担当は鈴木さん。論文はBERT。"), [("鈴木", "bert")]),
        (
            ("# 輪読会 2023-06-16\n\n発表：田中（BERT）、鈴木（ViT）"),
            [("田中", "bert"), ("鈴木", "vit")],
        ),
    ],
)
def test_a_layout_gives_its_talks(text: str, talks: list[tuple[str, str | None]]) -> None:
    assert sorted(read_log(text).talks, key=str) == sorted(talks, key=str)
