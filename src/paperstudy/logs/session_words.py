"""The words by which logs speak of meetings: roles, labels, kinds of heading, later and past.

Patterns only; what they mean for a session stands in the modules beside this one.
"""

from __future__ import annotations

import re

# Who presents. 발표 and 담당 alone are weaker: their value must look like a name.
PRESENTER_WORDS = (
    r"(?:논문\s?|주제\s?|세미나\s?|오늘의?\s?|금주\s?|이번\s?주\s?|다음\s?주?\s?|차주\s?|내일\s?)?"
    r"(?:발표\s?담당자?|발표자들?|발제자들?|발표\s?및\s?정리|발표\s?순서|리뷰어|리뷰\s?담당자?|강연자|연사|스피커|메인\s?발표자?)"
    r"|(?:main |today'?s |next )?(?:presenters?|speakers?|presenter\(s\)|speaker\(s\)|presented|presenting"
    r"|(?:paper|discussion|session) (?:leaders?|leads?)|discussants?)"
    r"|発表者|紹介者|報告者|登壇者|プレゼンター|発表担当者?"
)
WEAK_PRESENTER_WORDS = (
    r"(?:논문\s?|주제\s?|오늘의?\s?|금주\s?|이번\s?주\s?|다음\s?주?\s?|차주\s?|내일\s?)?(?:발표|발제|담당자?|리뷰)(?:\s?\d{1,2})?"
    r"|(?:led|lead|review(?:ed)?|hosted) by|leaders?|leads?|reviewers?|who|担当者?|発表\s?(?:\d{1,2}|[①-⑩])?"
)
BY_WORDS = r"(?:presented|presentation|presenting|talk|given|led|lead) by"
MODERATOR_WORDS = (
    r"(?:오늘의?\s?|금주\s?|이번\s?주\s?|금일\s?)?(?:모더레이터|모더|사회자?|진행자?|좌장|회의\s?진행)"
    r"|(?:today'?s )?(?:moderators?|chair(?:person)?|facilitators?|hosts?|moderated by)|司会者?|座長"
)
SCRIBE_WORDS = r"서기|기록자?|회의록\s?작성자?|작성자|스크라이브|scribes?|note[- ]?takers?|notes|minutes(?: taken)?(?: by)?|회의록|書記|記録者?"
PARTICIPANT_WORDS = (
    r"참가자|참석자|참여자|참석\s?인원|참여\s?인원|참가\s?인원|참석|참여|출석자?|참석\s?멤버|참여\s?멤버|참석\s?명단"
    r"|participants?|attendees|attendance|present(?! by)|in attendance|who was there|参加者|出席者?"
)
ABSENT_WORDS = (
    r"불참자?|결석자?|미참석자?|미참가자?|지각자?|absent(?:ees)?|absence|regrets|apologies|欠席者?"
)
MEMBER_WORDS = (
    r"팀원(?:\s?소개)?|닉네임|멤버(?:\s?소개)?|조원|구성원|스터디원|함께하는\s?사람들?|만든\s?사람들?|회원|참여\s?멤버"
    r"|(?:team |group |study |our |current )?members?|integrants|contributors?|people|team|crew|メンバー"
)
TOPIC_WORDS = (
    r"(?:발표\s?|오늘의?\s?|리뷰\s?|선정\s?|스터디\s?|세미나\s?)?(?:논문(?:\s?(?:제목|명|이름))?|주제|제목|내용|자료\s?제목)"
    r"|(?:paper|talk|presentation)?\s?(?:title|topic|papers?|subject|article|reading)s?"
    r"|論文(?:名|タイトル)?|タイトル|テーマ|題目|発表内容"
)
DATE_WORDS = (
    r"(?:회의\s?|모임\s?|미팅\s?|스터디\s?|세미나\s?|발표\s?|진행\s?)?(?:날짜|일시|일자|일정|발표일|모임일)(?:\s?(?:및|/|&|·|,)\s?(?:시간|장소))?|date(?: ?(?:and|&|/) ?(?:time|place|location))?|when(?: ?(?:and|&|/) ?where)?"
    r"|日時|日付|開催日時?|日程"
)
_MEETING_WORDS = r"(?:(?:회의|모임|미팅|스터디|세미나|진행|발표|접속)\s?)?"
TIME_WORDS = (
    _MEETING_WORDS
    + r"(?:시간|시각|시작(?:\s?시간)?)|(?:일시|일자|날짜|시간)\s?(?:및|/|&|,|·)\s?장소"
    r"|(?:start(?:ing|s)?\s?)?time|(?:date|time)(?:\s?(?:&|and|/)\s?time)?\s?(?:&|and|/)\s?(?:place|location|venue)"
    r"|時間|開始(?:時[刻間])?|日時[・/]場所"
)
PLACE_WORDS = (
    _MEETING_WORDS
    + r"(?:장소|회의실|강의실)|(?:회의|미팅|모임|접속|참여|줌|화상\s?회의)\s?(?:링크|주소)|줌"
    r"|place|location|where|room|(?:zoom|meet|meeting|call|video)\s?(?:link|url|room)|zoom|google\s?meet|(?:開催)?場所|会場"
)

_EDGE = r"^[^\w(\[「<]*+(?:\d{1,2}[.)]\s*)?"
_COLON = r"\s{0,4}(?:\([^()]{0,12}\)\s{0,3})?(?:::?|[：=→👉▶➡»]|[-=]>)\s*"


def _label(words: str) -> re.Pattern[str]:
    """Return the pattern of a line that opens with one of `words` and a colon (or `-`, `|`)."""
    return re.compile(
        _EDGE + rf"(?P<label>{words})(?:{_COLON}|\s{{1,4}}[-–|]\s+|(?:는|은)\s+)(?P<value>.*)$",
        re.IGNORECASE | re.DOTALL,
    )


def _alone(words: str) -> re.Pattern[str]:
    """Return the pattern of a line that says one of `words` and nothing else."""
    return re.compile(
        _EDGE + rf"(?P<label>{words})\s{{0,4}}(?:\([^()]{{0,20}}\)\s{{0,3}})?[^\w(]*$",
        re.IGNORECASE,
    )


# A part of every word for a role; in small letters, so that the search needs no case folding.
ROLE_HINT = re.compile(
    "발표|발제|리뷰|담당|강연|연사|스피커|모더|사회|진행|좌장|서기|기록|회의록|작성|스크라이브|참석|참가|참여|출석|결석|지각|불참"
    "|팀원|닉네임|멤버|조원|구성원|스터디원|함께|만든|회원|present|speak|talk by|given by|lead|discussant|who|review|host|led by|moderat"
    "|chair|facilitat|scribe|note|minutes|participant|attend|absen|regret|apolog|member|integrant|contributor|people|team|crew"
    "|発表|紹介者|報告者|登壇|プレゼン|担当|司会|座長|書記|記録|参加|出席|欠席|メンバー"
)
# What stands behind a label.
LABEL_SIGN = re.compile(r"[:：=→👉▶➡»]|[-=]>|\s[-–|]\s|[는은]\s")
ROLE_LABELS: dict[str, re.Pattern[str]] = {
    "absent": _label(ABSENT_WORDS),
    "moderator": _label(MODERATOR_WORDS),
    "scribe": _label(SCRIBE_WORDS),
    "participants": _label(PARTICIPANT_WORDS),
    "members": _label(MEMBER_WORDS),
    "presenter": _label(PRESENTER_WORDS),
    "weak presenter": _label(WEAK_PRESENTER_WORDS),
    "date": _label(DATE_WORDS),
    "topic": _label(TOPIC_WORDS),
}
ROLE_HEADINGS: dict[str, re.Pattern[str]] = {
    "absent": _alone(ABSENT_WORDS),
    "moderator": _alone(MODERATOR_WORDS),
    "scribe": _alone(SCRIBE_WORDS),
    "participants": _alone(PARTICIPANT_WORDS),
    "members": _alone(MEMBER_WORDS),
    "presenter": _alone(PRESENTER_WORDS),
    "date": _alone(DATE_WORDS),
    "topic": _alone(TOPIC_WORDS),
}
# When and where: beside `date`, and no roles of people.
HEAD_LABELS: dict[str, re.Pattern[str]] = {
    "time": _label(TIME_WORDS),
    "place": _label(PLACE_WORDS),
}
HEAD_HEADINGS: dict[str, re.Pattern[str]] = {
    "time": _alone(TIME_WORDS),
    "place": _alone(PLACE_WORDS),
}
# A part of every word for when and where, in small letters.
HEAD_HINT = re.compile(
    "시간|시각|시작|일시|일자|일정|날짜|장소|회의실|강의실|주소|링크|줌|발표일|모임일|time|date|when|start|place|location|where|room|zoom|meet|link"
    "|時間|開始|日時|日付|日程|場所|会場|https?://"
)
ANY_LABEL = re.compile(
    rf"(?<!\w)(?:{ABSENT_WORDS}|{MODERATOR_WORDS}|{SCRIBE_WORDS}|{PARTICIPANT_WORDS}|{PRESENTER_WORDS}"
    rf"|{DATE_WORDS}|{TOPIC_WORDS}|장소|시간|location|place|time)\s{{0,3}}[:：]",
    re.IGNORECASE,
)
INLINE_PRESENTER = re.compile(
    rf"(?P<open>[(（\[]\s*)?(?<!\w)(?:(?P<strong>{PRESENTER_WORDS}){_COLON}|(?P<is>{PRESENTER_WORDS}|발표|발제|리뷰)(?:는|은|\s(?:is|was|will\sbe))\s+|(?P<by>{BY_WORDS})\s*[:：]?\s+"
    rf"|(?P<weak>{WEAK_PRESENTER_WORDS}){_COLON})(?P<value>[^\n]{{1,200}})",
    re.IGNORECASE,
)
VALUE_END = re.compile(
    rf"[|;]|\s{{4,}}|\s[-–—:：]\s|(?<=[^\W\d_]{{3}})(?<!Prof)\.\s|\s{{0,2}}[,/·|-]?\s{{0,2}}(?:{TOPIC_WORDS}|{DATE_WORDS}|{MODERATOR_WORDS}|{SCRIBE_WORDS}"
    r"|장소|시간|링크|자료|slides?|link|code|video)\s*[:：]",
    re.IGNORECASE,
)

STRONG_MEETING = re.compile(
    r"피어\s?-?세션|peer\s?-?\s?session|\b(?:morning|daily|afternoon|evening)\s?session|회의록|정기\s?회의|팀\s?회의|회의$"
    r"|미팅|meeting|journal\s?club|저널\s?클럽|논문\s?(?:스터디|세미나|발표회?|리뷰\s?스터디)|paper\s?(?:study|seminar)"
    r"|読み会|輪[読講]会?|勉強会|ミーティング|オフィスアワー|오피스\s?아워|스터디\s?(?:내용|기록|일지|회의|모임)",
    re.IGNORECASE,
)
WEAK_MEETING = re.compile(
    r"스터디|세미나|모임|세션|session|seminar|study group|reading group|reading club|논문\s?리뷰|paper\s?review"
    r"|paper\s?(?:reading|presentation|discussion)|presentations?|speakers?|talks?|reviewed papers|읽은\s?논문|리딩\s?리스트"
    r"|발표|論文紹介|ゼミ",
    re.IGNORECASE,
)
NOT_A_MEETING = re.compile(
    r"규칙|룰\b|룰$|rules?\b|방식|방법|안내|소개|introduction|about|how to|공지|모집|그라운드|ground|후기|준비|목적|목표"
    r"|session\s?(?:storage|key)|세션\s?(?:스토리지|키)|http|쿠키|cookie|하이퍼|멘토링|특강|마스터\s?클래스",
    re.IGNORECASE,
)
PRESENT_CONTEXT = re.compile(
    r"발표|발제|리뷰|세미나|피어\s?-?세션|스터디|공유|포스팅|세션|회의|미팅|모임|meeting|present|review|talk|seminar|session|speaker|journal"
    r"|reading (?:group|list|club)|papers?|논문|発表|紹介|輪[読講]|読み会|論文|ゼミ",
    re.IGNORECASE,
)
STRONG_CONTEXT = re.compile(
    r"발표|발제|논문|리뷰|세미나|present|papers?\b|review|talks?\b|seminar|speaker|journal|reading (?:group|list|club)"
    r"|発表|紹介|論文|輪[読講]|読み会",
    re.IGNORECASE,
)
TALK_CONTEXT = re.compile(
    r"발표|발제|세미나|스터디|presenters?|presented|presentations?|speakers?|talks?\b|sessions?\b|seminar|meeting|journal\s?club"
    r"|(?:reading|paper) (?:group|club)|schedule|発表|輪[読講]|読み会",
    re.IGNORECASE,
)
OTHER_CONTEXT = re.compile(
    r"회고|느낀|소감|한\s?마디|할\s?일|to-?do|action|역할|분담|출석|질문|q\s?&\s?a|건의|근황|스몰\s?톡|아이스|진행\s?상황|progress"
    r"|규칙|룰|목표|계획|칭찬|감사|keep|problem|\btry\b|feedback|피드백|참고|reference|자기\s?소개|취미|mbti|공부|학습 진행|코딩\s?테스트"
    r"|알고리즘|숙제|동기|다짐|잡담|아침|점심|문의|연락|contact|운영진|팀원|멤버|구성원|조원|^members|팀\s?(?:구성|소개)"
    r"|(?:모더레이터|서기|진행자?)\s?(?:순서|순번|목록|일정|로테이션)|당번|rotation|\brota\b|\ba\.?o\.?b\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"예정|내일|다음\s?(?:주|번|시간|모임|회의|스터디|발표|세션|멘토링|미팅|때)|차주|차시|익일|\bnext\b|upcoming|planned|plan\b|prospective|\btba\b|\btbd\b"
    r"|will (?:present|lead|talk|review)|to be presented|candidates?|후보|future|미정|연기|postponed|予定|次回|明日|来週|延期|하기로|할\s?것|할게|하겠|차례|[^\W\d]로\s?정[함했하]|준다고|주신다고",
    re.IGNORECASE,
)
DONE = re.compile(
    r"종료|완료|했다|했음|하였|done|finished|reviewed|presented|past\b|지난|済|終了", re.IGNORECASE
)
ANNOUNCED = re.compile(
    r"개최합니다|모집합니다|참가\s?신청|참여\s?신청|사전\s?등록|開催します|募集|参加登録|will be held|will take place|join us|발표\s?예정"
    r"|예정입니다|call for (?:presenters|speakers)",
    re.IGNORECASE,
)
# Who looks after the group, teaches, wrote or is thanked: named beside a colon, they present nothing.
DUTY = re.compile(
    r"저자|작가|글쓴이|작성|지은이|교수|강사|멘토(?!링)|조교|운영|관리|문의|연락|도움|감사|지도|총무|회계|리더|스터디장|팀장|조장|출처|정리자|기록|참고"
    r"|\bauthors?\b|writers?\b|written|instructors?|lecturers?|teachers?|\bt\.?a\.?s?\b|mentors?|organi[sz]|contact|maintain|\bowner|admin"
    r"|coordinat|manage|advis|supervis|editor|thank|acknowledg|credit|apolog|regret|assign|report(?:er|ed)|secretar|treasur|e-?mail"
    r"|\bnotes?\b|\bminutes\b|\bchair|出典|著者|講師|幹事|連絡",
    re.IGNORECASE,
)
# What stands for a talk where there is none.
NO_TALK = re.compile(
    r"\W*(?:쉬는\s?날|쉼|쉬어\s?감?|휴식|휴가|휴강|불참|결석|패스|pass|skip(?:ped)?|off|break|休み|欠席|お休み|준비\s?못\s?함|못\s?(?:함|했[음다]|하심)|안\s?함|미완료?)\W*(?:[(（][^()（）]{0,20}[)）])?\W*",
    re.IGNORECASE,
)
DAY_HEADING = re.compile(
    r"^\W*(?:day\s?-?_?\d{1,3}|\d{1,2}\s?일차|[월화수목금토일](?:요일)?|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?"
    r"|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|week\s?-?\d{1,2}|\d{1,2}\s?(?:주차|회차|차)|제?\s?\d{1,2}\s?회|第\s?\d+\s?回)(?![a-z가-힣])",
    re.IGNORECASE,
)
WEEKLY = re.compile(r"주차|weekly|\bweek|주간|월간|monthly|\bmonth|月報|週報", re.IGNORECASE)
DAILY = re.compile(
    r"\bday\b|day[\s_-]?\d|일차|daily|\btil\b|\d\s?일(?:\W|$)|일일|日報", re.IGNORECASE
)
ONE_MEETING = re.compile(
    r"스터디|세미나|회의|모임|미팅|meeting|seminar|minutes|study|session|발표|논문|paper|読み会|輪読|勉強会",
    re.IGNORECASE,
)
RETROSPECT = re.compile(
    r"회고|retrospect|wrap|학습\s?(?:정리|기록|일지)|report|review$", re.IGNORECASE
)
GENERIC_TOPIC = re.compile(
    r"(?:논문|페이퍼|주제|세미나|스터디|자료|과제|코드|오늘의?|개인|발표|발제|리뷰|공유|정리|소개|순서|내용|담당|첫|두|세|번째|및|의|paper|papers"
    r"|presentations?|reviews?|talks?|session|seminar|study|topics?|today'?s?|part|no|by|the|of|論文|紹介|発表|\d+|\W)*",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"논문|페이퍼|리뷰|구현|발표|발제|예정|살펴보기|알아보기|정리본?|공부|스터디|코드|실습|설명|소개|읽기|분석|요약|복습|세미나|심화|모델|선택|필수|과제"
    r"|에\s?대(?:한|해서?|하여)|관련|대해|및|강의|구조|아키텍처|이해|정복|뿌시기|뜯어보기|직접|reviews?|papers?|code|implementations?|implement"
    r"|presentations?|summary|reading|discussion|briefly|overview|original|architecture|model|models|from scratch|in depth|explained|part"
    r"|\b(?:next|this|week|today|tomorrow|about|on|the|a|an|his|her|their|its|of|for|in|and|to|by)\b|다음\s?주|이번\s?주|오늘|내일"
    r"|論文|紹介|解説|発表|読む|について|の|と|を|\b(?:was|is|will|be|been|has)\b|v\s?\d+(?:\.\d+)?|[은는이가을를의와과도]|\d+|[\W_]",
    re.IGNORECASE,
)
# Kinds of table columns, tried in this order on a header cell.
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("other", r"저자|authors?\b|학회|venue|conference|발표처|출처|연도|발행|출판|게재|publi(?:sh|cation)|released?\b|^\W*year|마감"
                  r"|deadline|\bdue\b|분야|category|field|장소|place|location|room|상태|status|비고|remarks?|완료|著者|会議|年度|난이도|인용|citation|tag"),
        ("moderator", r"모더레이터|사회자?$|^\W*진행자?\W*$|좌장|moderator|\bchair\b|facilitator|^\W*host\W*$|司会|座長"),
        ("scribe", r"서기|기록자|scribe|note\s?taker|書記"),
        ("participants", r"참석자|참가자|참여자|participants|attendees|参加者|출석"),
        ("date", r"날짜|일시|일자|일정|발표\s?일(?!정)|모임\s?일|진행\s?일|\bdate|\bwhen\b|日付|日時|日程|開催日|^\W*day\W*$|schedule|기간|period"),
        ("person", r"발표\s?담당|발표자|발제자|리뷰어|리뷰자|리뷰\s?담당|강연자|연사|presenters?|presented by|speakers?"
                   r"|presenting|discussants?|discussion lead|reviewers?|発表者|紹介者|報告者|登壇者"),
        ("material", r"자료|슬라이드|slides?|summary|요약|^\W*notes?\W*$|video|영상|녹화|recording|^\W*(?:논문\s?)?정리\W*$|ppt|resources?|materials?"
                     r"|blog|블로그|abstract|프로시딩|github|notion|資料|スライド|^\W*(?:code|코드|links?|링크|pdf|url|repo)\W*$"),
        ("topic", r"주제|논문|제목|title|papers?\b|topics?|내용|subject|reading|article|論文|タイトル|テーマ|題目|agenda|presentation|^\W*what\W*$|스터디|세미나|발표\s?내용"),
        ("maybe person", r"^\W*(?:담당자?|lead(?:er|s|ers)?|who|担当者?|이름|성명|성함|멤버|팀원|조원|작성자|정리자?|name|member|발표|발제|리뷰|reader|volunteers?|person|by|学生|氏名|名前|学籍)\W*$"),
        ("week", r"주차|weeks?\b|회차|차수|^\W*(?:no|nr|회|차|번호|순번|순서|part|파트|round|session|세션|回|#)?[.\s]*\W*$"),
        ("time", r"시간|time|時間|시각"),
    )
)  # fmt: skip
