"""Words that help to tell a person's name from other words: family names, titles, labels.

Data only; the rules that use them stand in `logs/people.py`.
"""

from __future__ import annotations

FAMILY_NAMES = frozenset(
    "강경고공곽구국권금기길김나남노도라류마맹명모문민박반방배백변봉서석선설성소손송신심안양어"
    "엄여연염오옥왕용우원위유육윤은이인임장전정제조주지진차채천최추탁편표하한함허현홍황"
)
LONG_FAMILY_NAMES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문")
# Syllables that given names are made of; 전처리 or 데이터 have one outside, 홍길동 has none.
GIVEN_SYLLABLES = frozenset(
    "가강건겸경고관광교구국규균근금기길나남노능다단담대덕도동두라람래량려련렬령례로록룡루류률"
    "리린림마만매명모목무묵문미민바박반방배백범별병보복본봉부분비빈빛사산삼상새샘서석선설섬섭"
    "성세소솔송수숙순술숭슬승시식신실심아안애야양언엄여연열영예오옥온완왕용우욱운울웅원월위유"
    "육윤율융으은을음의이익인일임자작장재전정제조종주준중지직진찬참창채천철청초총추춘충치칠태"
    "택통평포표풍필하학한해향허혁현형혜호홍화환활황회효후훈휘흠흥희히"
)
# Syllables that end words, hardly ever names: 위주로, 하려고.
NOT_LAST = frozenset("고과나다도라로만며면에의")
# A narrower set, for given names without a family name (성재, 민우).
COMMON_GIVEN = frozenset(
    "가건겸경관광규균근금기길나남다담대덕도동라람래련렬령록룡린림마명무문미민바병보복빈상새서"
    "석선섭성세소솔송수숙순슬승시식신아안애양언여연열영예오옥온완용우욱운웅원유윤율은의이익인"
    "일자재정제조종주준중지진찬창채천철청춘충치태택하학한해향혁현형혜호홍화환황효훈휘흥희"
)

# Titles after a name; the long ones first, so that 멘토님 goes before 님.
_TITLES_TEXT = """
교수님 선생님 박사님 멘토님 캠퍼님 마스터님 조교님 선배님 팀장님 대표님 연구원님 조장님
강사님 튜터님 매니저님 후배님 여러분 교수 선생 박사 멘토 캠퍼 마스터 조교 선배 팀장 대표
연구원 조장 강사 튜터 매니저 さん 先生 くん 님 氏 様
"""
# Whoever these words mean, it is no one person.
_NOBODY_TEXT = """
all anyone attendee attendees author authors both break canceled cancelled chair
coordinator discussant discussion each everybody everyone everyone's exam exams facilitator free
guest guests here holiday host i instructor instructors lead leader lecturer lecturers link me
member members mentor mentors moderator moved na
name names nil no nobody none not null off ooo ooo00 open organizer organizers other
others participant participants pending people person postponed presenter presenters professor professors
random reviewer reviewers scribe self skip skipped somebody someone speaker speakers
student students supervisor supervisors ta tas tba tbc tbd teacher teachers team teams todo tutor
tutors unassigned undecided unknown us vacant
various volunteer volunteers we who wip xxx yet you yourname なし 休憩 全員 募集中
参加者 司会 各位 各自 名前 担当 担当者 未定 氏名 無し 発表者 皆さん 皆様 調整中 각자
강사 강사님 개인 게스트 결석 공동 공석 공통 공휴일 교수 교수님 그룹 기말고사 나 누구
누구나 닉네임 다 다같이 다함께 단체 담당 담당자 대상 돌아가면서 랜덤 리뷰어 마스터
마스터님 멘토 멘토님 멤버 명단 모더레이터 모두 모집 모집중 미배정 미정 박사 박사님
발제자 발표 발표자 발표자들 방학 본인 불참 사다리타기 사람 사회자 서기 선생님 선착순
설날 성명 성함 순서대로 스터디원 스터디장 시험기간 시험 휴일 자원자 자원봉사 종강 개강 대체공휴일 한글날 어린이날 아무나 아무도 없음 연기 연사 예정
외부 우리 운영진 이름 인원 자원 자유 자율 작성자 저 전원 전체 제비뽑기 조교 조원 조장
중간고사 지각 지원자 진행 진행자 참가자 참석 참석자 참여자 초청 추석 추후 추후결정
추후공지 출석 취소 캠퍼 캠퍼님 캠퍼분들 팀원 팀원들 팀원전체 팀장 피어 피어님 학생
확인중 회원 휴강 휴식 휴회 희망자
"""
# Hangul words that stand before a colon or in brackets in every log and look like names.
_LABELS_TEXT = """
합계 총계 소계 가설 가정 가중치 각오 감사 감정 강의 강화 개념 개발 개선점 개요 개인 건강 건의 건의사항
검정 검증 검출 게임 결과 결론 결정 결정사항 결측치 경사 경험 계속 계획 공유 공지
공지사항 공통 과거 과정 과제 관련 관리 구글 구조 구현 군집 권 규칙 그림 그외 근황 금요일
기각 기간 기능 기록 기본 기본과제 기업 기여 기울기 기존 기준 기타 기획 깃허브 깃헙 끝
난이도 날짜 내용 내일 네이버 노션 노하우 논문 논의 논의사항 느낀점 느낌 다음 다짐 단계
단어 단점 단체 담당 담당자 답변 대면 대상 대수 대안 대응 대학 대회 데이터 도서 도입 도전
도표 동사 등록 디자인 디코더 딥러닝 로드 리뷰 링크 마감 마지막 머신러닝 메모 메일 멤버
면접 명령어 모델 모임 목록 목요일 목적 목표 문단 문서 문의 문장 문제 문풀 미래 미만 미분
미세 미완 미팅 반대 반응 발견 발제 발표 발표자료 방법 방안 배경 배운점 배치 배포 백준
버그 번역 번역본 범위 베이즈 벡터 변경 보고 보류 보완 보충 복습 본론 부 부록 부스트캠프
부스트코스 부캠 분류 분산 분석 분야 분포 분할 블로그 비고 비교 비대면 비정형 비지도 사람
사례 사실 사용 사전 사진 사항 삭제 삼성 상태 상황 생성 서론 서버 선택 선택과제 선형 설명
설정 설치 성공 성능 세미나 소감 소개 소요 손실 수상 수식 수업 수요일 수정 수집 수학 숙제
순서 순위 순환 스몰톡 스터디 슬랙 시각화 시간 시계열 시도 시작 시퀀스 시험 식 신경망
실무 실습 실패 실행 실험 심화 심화과제 아쉬운점 아이스브레이킹 아이템 아침 안건 안내
알고리즘 액션 어제 어텐션 업데이트 에러 에폭 역할 연구 연구실 연락 연락처 연습 영상 영화
예습 예시 예외 예정 예제 오늘 오답 오류 오전 오프라인 오후 온라인 완료 요구사항 요약
요약본 용어 우선 운동 운영 원리 원문 원서 원인 월요일 위치 유의사항 유지 유튜브 은닉층
음성 음성인식 음악 응용 응원 의견 의미 의의 이력서 이론 이름 이미지 이번 이상 이상치
이용 이유 이전 이하 이후 인공지능 인사 인식 인용 인원 인코더 일기 일시 일요일 일정 일차
임베딩 입력 입력층 자기 자기소개 자기지도 자료 자연어 잡담 장 장소 장점 재현율 저녁 저자
저장 적분 적용 전공 전달 전달사항 전략 전반 전술 전이 전처리 전체 절 절차 점수 점심
정규화 정답 정리 정리본 정밀도 정보 정의 정형 정확도 제목 제안 제안점 제약 제출 조건
조사 조언 조원 조정 종료 종류 종합 좋은점 주간 주말 주소 주어 주의 주의사항 주제 주차 줌
중간 중단 중요 증강 증명 지난 지도 지속 지식 지표 진도 진행 진행중 질문 차이 찬성 참고
참고문헌 참고자료 참조 채널 책 처리 처음 초과 초기 총정리 총평 총합 최적화 최종 추가
추론 추천 추후 출력 출력층 출처 취미 취업 칭찬 카카오 카톡 캐글 커널 코드 코테 키워드
탐지 테스트 텍스트 텐서 토론 토요일 토의 토크나이저 토큰 통계 투표 트랜스포머 특강
특이사항 특징 팀명 팀원 팁 파이썬 파이토치 편 편향 평가 평균 포트폴리오 표 표본 풀링
풀이 프로젝트 피드백 피어세션 필수 필수과제 필터 학교 학습 한계 한일 할일 함수 합성곱
합의 항목 해결 해석 해설 핵심 행동 행렬 향후 현재 화요일 확률 환경 활성화 활용 회고 회귀
회사 회의 후기 후반 후처리 훈련 휴식 흐름
"""
# Ends of Hangul words that no name has: verbs, particles, places.
_WORD_ENDS_TEXT = """
강의 과제 관련 관한 까지 네요 논문 대로 대학교 대학원 대한 된다 리뷰 마다 면서 모델 발표
부터 세미나 세션 순서 순으로 스터디 습니다 아요 어요 에게 에서 에요 연구소 연구실 예요
예정 위원회 위한 으로 이다 입니다 추첨 캠프 통해 하고 하기 하는 하자 학과 학교 학부 학습
한다 합니다 해서 해요 했다 했음 회사 회의
"""
# Latin words that no name has; one of them is enough.
_LATIN_WORDS_TEXT = """
a aaai abstract acl action adversarial agenda ai amazon an analysis and answer apple
approach are arxiv as assignment at attention author authors award background baseline
be bert best better blog break building by can canceled cancelled chapter christmas
classification clip club cnn code coding college com comment comments competition computer computing
conclusion conclusions cons contribution contributions convolutional corp cv cvpr data
dataset date day deepmind demo department detection diffusion discussion dl done draft
eccv embedding embeddings emnlp engineering etc evaluation exam example examples exams
experiment experiments facebook fact fall focus faster feedback feeling final finals finding
for from future gan general generation generative github goal goals google gpt graph
group gru guest holiday homework how html http https iccv iclr icml idea image images in
inc institute intro introduction is item items journal kaggle keep keras key keynote
keynotes lab laboratory lacked language learned learning lecture liked limitation
limitations link llama llm llms location longed lstm machine main meeting meta method
methods microsoft midterm misc ml model models moe motivation naacl network networks
neural neurips new nips nlp no note notes nvidia of official on online open openai
optimization optional or oral original other our overview paper papers part pdf phase
place planned poster postponed ppt pptx presentation presentations problem problems
project proposed pros python pytorch q&a qna question questions quiz rag reading
recognition recurrent reference references reinforcement related remarks representation
representations research resnet result results review reviews rl rnn room school science
section segmentation self-supervised seminar session slide slides source spotlight
spring stage status step stronger study summary supervised survey talk talks task tasks
tba tbc tbd tensorflow test thanksgiving that the this time title to todo topic topics
train training transformer transformers try tutorial unet unified university
unsupervised update updates using vae version via video vision vit vs we week what when
where why winter with work works workshop www year yolo zoom
"""
# Field tags in brackets at the start of a title, which are no initials.
_FIELD_TAGS_TEXT = """
AE AI API AR ASR CNN CS CV DA DB DL DST EDA EN ETC FAQ GAN GNN HCI HOT HPO IE IR IS KD
KG KR LLM ML MLP MRC MT NAS NER NEW NLP OCR OD OLD OS PDF PPT QA QG RAG RE RL RNN SQL SR
SS SSL STS SVM TBA TBD TIL TTS UK US VAE VLM VQA VR WIP XR
"""

TITLES = tuple(_TITLES_TEXT.split())
# Titles of one syllable that a name may end in too: only after a space.
SPACED_TITLES = ("씨", "군", "양", "형", "누나", "언니", "오빠")
LATIN_TITLES = frozenset(
    {"ceo", "cto", "dr", "mr", "mrs", "ms", "msc", "phd", "prof", "professor", "sir", "student"}
)
NOBODY = frozenset(_NOBODY_TEXT.split())
LABELS = frozenset(_LABELS_TEXT.split())
WORD_ENDS = tuple(_WORD_ENDS_TEXT.split())
LATIN_WORDS = frozenset(_LATIN_WORDS_TEXT.split())
FIELD_TAGS = frozenset(_FIELD_TAGS_TEXT.split())
