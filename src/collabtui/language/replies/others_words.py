"""Words that are not the writer's: below is Bob's reply: …, your template says: …"""

from collections.abc import Iterable, Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import Vocabulary, foreign, stands_in

_HAN = late_regex(r"(?:是|转发|转)([\u4e00-\u9fff])[\u4e00-\u9fff]{1,2}的")
_LATIN = late_regex(r"\b(?!Here|It|What|That|Today|Let|There|This|Week|Who)[A-Z][\w-]+('s)? ")
"""A name that nobody told us, and that what follows is his: 以下是李明的答复, Jim wrote."""
_FOLLOWS = late_regex(r"[按照依用]|\b(?:in|per|following|using|with|by|as)\b")
"""In your format: what is below follows an example, and is none."""
_POINTS_BACK = late_regex(
    r"\W*(?:以上|上面|上述|这些|(?:the )?above|these|those|that)(?:[只都]?是| (?:is|are|was|were|comes?)\b)"
)
_OF_MACHINES = late_regex(
    r"(?<!\.)\.{5,} ?\w|^ ?\[(?:[^\]]*\d ?/ ?\d[^\]]*|info|warn|warning|error|debug|ok|done|failed)\]"
)
"""build ......... done, [stage 2/4], [INFO]: as programs report."""
_CELLS = late_regex(r"\t+| {2,}|\|")
_NAME_ALONE = late_regex(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_LONGEST_HIS = 20
"""Characters."""
_OWN = ("i", "we", "my", "our", "我", "我的", "我们", "本人")


def passes_on(marked: Marked, words: Vocabulary) -> bool:
    """Whether a line says that what follows it is what somebody else wrote.

    What is said to somebody (回复王芳：, my reply to Bob:) is the writer's own.
    """
    if _names_sender(marked.text.lstrip(), words):
        return True
    if not marked.text.rstrip().endswith(":") or any(one.how not in ("title", "amount") for one in marked.mentions):
        return False
    if any(token.text in _OWN for token in marked.tokens):
        return False
    if _names_somebody(marked, words):
        return True
    if marked.mentions:
        return False
    others = [token for token in marked.tokens if token.of("person", "third")]
    answers = words.of_kind("answer-of")
    text = marked.text
    for one in others:
        before, behind = text[: one.start].rstrip(), text[one.end :]
        if before.endswith((" to", "回复", "致", "给", "答复")):
            continue
        if any(stands_in(answer, behind) or stands_in(answer, before) for answer in answers):
            return True
    return False


def _names_sender(line: str, words: Vocabulary) -> bool:
    """发件人：刘洋 (from: Liu Yang): the head of a mail that was passed on."""
    label, colon, sender = line.partition(":")
    return bool(colon and sender.strip()) and label.strip() in words.of_kind("sender-label")


def _names_somebody(marked: Marked, words: Vocabulary) -> bool:
    """Whether somebody by family name, or with a capital, has what is his behind him: 李工的周报, Jim's list."""
    text, surnames, his = marked.text, words.of_kind("surname"), words.of_kind("his-words")
    if any(one[1] in surnames and text.startswith(his, one.end()) for one in _HAN.finditer(text)):
        return True
    source, writes = marked.block.source, words.of_kind("he-writes")
    return any(_is_behind(source, one.end(), his if one[1] else writes) for one in _LATIN.finditer(source))


def _is_behind(source: str, at: int, his: Sequence[str]) -> bool:
    behind = source[at : at + _LONGEST_HIS].lower()
    return any(behind.startswith(word) and not behind[len(word) : len(word) + 1].isalpha() for word in his)


def heads_examples(marked: Marked) -> bool:
    """Whether what follows a line is an example and no answer: 填写示例： (how to fill it in), your template says:"""
    if not marked.text.rstrip().endswith(":") or marked.mentions:
        return False
    if not any(token.of("example") for token in marked.tokens) or _FOLLOWS.search(marked.text):
        return False
    return not any(token.text in _OWN for token in marked.tokens)


def calls_examples(marked: Marked) -> bool:
    """Whether a line says that what stands before it is an example: 以上是模板里的 (the above is from the template)."""
    return bool(_POINTS_BACK.match(marked.text)) and any(token.of("example") for token in marked.tokens)


def is_unrecorded(marked: Marked, words: Vocabulary) -> bool:
    """Whether a line says that nothing of the mail is to be recorded: 草稿，先别录 (a draft, don't enter it yet)."""
    text = marked.text
    if words.stands_in("unrecorded", text):
        return True
    return any(_forbids_records(text, forbids, words) for forbids in words.of_kind("forbids") if forbids in text)


def _forbids_records(text: str, forbids: str, words: Vocabulary) -> bool:
    """In English only with what is not to be recorded: don't log this; not don't record the meeting."""
    for behind in text.split(forbids)[1:]:
        records = next((word for word in words.of_kind("records") if behind.lstrip().startswith(word)), "")
        if not records or behind.lstrip().startswith(words.of_kind("not-records")):
            continue
        what = behind.lstrip().removeprefix(records).lstrip()
        if not records.isascii() or what.startswith(words.of_kind("records-what")):
            return True
    return False


def is_of_machine(marked: Marked) -> bool:
    """Whether a line is what a program has written."""
    return bool(_OF_MACHINES.search(marked.text))


def is_of_others(blocks: Iterable[Marked], words: Vocabulary) -> bool:
    """Whether a line says that what the mail tells is none of ours: 跟本项目无关 (nothing to do with our project)."""
    return any(words.stands_in("unrelated", marked.text) for marked in blocks)


def is_row_of_another(marked: Marked, words: Vocabulary) -> bool:
    """Whether a row of cells has one that is a name and nothing else: `Martin   checklist   done` is Martin's. Below a
    header it may be blanked by now."""
    written = marked.block.source
    if not _CELLS.search(written):
        return False
    cells = [cell.strip().casefold() for cell in _CELLS.split(written) if _NAME_ALONE.fullmatch(cell.strip())]
    strangers = {token.text for token in foreign(marked.tokens)}
    return any(
        set(cell.split()) <= (strangers if cell in marked.text else {one.text for one in foreign(words.tokens(cell))})
        for cell in cells
    )


def propose_examples(readings: Iterable[Reading]) -> None:
    """Makes proposals of what may be no more than an example."""
    for one in readings:
        if one.moves or (one.counts and one.ask):
            one.propose("quotation")
