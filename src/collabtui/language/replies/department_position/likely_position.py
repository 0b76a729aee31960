"""Most likely a yes or a no, beside words that nobody reads: it is asked back, and counts for nothing before."""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.department_position.answer_clause import SO, AnswerClause
from collabtui.language.replies.own_grammars.beside_yes.no_objection import makes_no_difference
from collabtui.language.replies.own_grammars.beside_yes.room_to_spare import has_room_to_spare
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional, objects
from collabtui.language.replies.own_grammars.questions_beside import only_wants_to_know
from collabtui.language.replies.own_grammars.wishes_beside import finds_fine, wishes_only
from collabtui.language.replies.taking_back.pending import has_to_be_checked, is_pending


def is_likely_yes(statements: Sequence[AnswerClause]) -> bool:
    """A yes, or the one contact, beside what nobody reads: 财务看过了，同意; or a question that only wants to know
    something. No condition, no but, and no question that may take it back."""
    says = {clause.says for clause in statements}
    contacts = {clause.contact.text for clause in statements if clause.contact and clause.contact.text}
    days = {clause.promised for clause in statements if clause.promised}
    if "for" not in says or "against" in says or len(contacts) > 1 or len(days) > 1:
        return False
    others = [clause for clause in statements if clause.says == "other" and not _is_over(clause, statements)]
    return all(
        _asks_for_information(clause)
        or _only_wishes(clause)
        or _has_room_to_spare(clause)
        or _makes_no_difference(clause)
        or (
            clause.code == "no-stance"
            and not clause.has("contrast", "dissent", "more-time", "reserving")
            and not clause.folded.startswith("先")  # 改可以，先给钱 (fine, but the money first)
            and (clause.has("provides") or not _agrees_to_other(clause))  # 可提供2名开发 beside 同意
            and not (is_pending(clause.folded) or has_to_be_checked(clause.folded))
        )
        for clause in others
    )


def _only_wishes(clause: AnswerClause) -> bool:
    """同意延期，但请提前通知客服 (a delay is agreed, but please tell support first); no problem with the extra week."""
    plain = clause.code in ("no-stance", "contradiction") and not clause.has("dissent", "contrast", "condition")
    if plain and finds_fine(clause.folded):
        return True
    reported = clause.code in ("no-stance", "hearsay", "hedged") and not clause.names_other_day
    return reported and wishes_only(clause.folded)


def _has_room_to_spare(clause: AnswerClause) -> bool:
    """Fine by us. Item 1 could even be a few days earlier."""
    is_stated = clause.code not in ("question", "condition", "hearsay", "quotation")
    return is_stated and not clause.has("dissent") and has_room_to_spare(clause.folded)


def _makes_no_difference(clause: AnswerClause) -> bool:
    """没意见，推就推吧 (no objection, later then); fine, no impact on us."""
    is_stated = clause.code not in ("question", "condition", "hearsay", "quotation") and clause.ends != "?"
    return is_stated and not clause.has("contrast") and makes_no_difference(clause.folded)


def _asks_for_information(clause: AnswerClause) -> bool:
    """同意。什么时候生效？ (agreed; from when does it hold?)"""
    takes_back = clause.has("assent", "dissent", "hearsay") or clause.names_other_day
    return clause.code == "question" and not takes_back and only_wants_to_know(clause.folded)


def _is_over(clause: AnswerClause, statements: Sequence[AnswerClause]) -> bool:
    """本来不同意，现在同意了 (at first not agreed, now it is); the 25th is a holiday, so the 29th is fine."""
    following = statements[statements.index(clause) + 1 :][:1]
    if not following or following[0].says != "for":
        return False
    so = following[0].tokens[0].text in SO and following[0].has("asked-thing") and clause.code == "contradiction"
    of_then = clause.has("formerly") or clause.tokens[0].text in _THEN
    then = of_then and clause.has("dissent") and following[0].has("at-present")
    return (so or then) and not clause.has("contrast", "condition")


_THEN = ("之前", "以前", "此前", "先前", "原来", "起初")


def _agrees_to_other(clause: AnswerClause) -> bool:
    """同意张伟的建议 (agreed to what Zhang Wei proposes); not 派小刘支持两周 (Liu supports for two weeks)."""
    return clause.tokens[0].of("assent") or (clause.has("assent") and clause.has("person"))


def note_objections(statements: Sequence[AnswerClause]) -> bool:
    """An ordinary no beside reasons that nobody reads: 行政这边不建议改, that date doesn't work for us. No yes, no
    question, and nothing that others say; a condition only apart from it."""
    if any(clause.says not in ("other", "against") or clause.code in _SAID_OF_NOBODY for clause in statements):
        return False
    if any(is_conditional(clause.folded) for clause in statements):
        return False
    objecting = [clause for clause in statements if _is_objection(clause)]
    if any(_agrees_to_part(clause) for clause in statements if clause not in objecting):
        return False
    if any(clause.has("contrast") and clause not in objecting for clause in statements):
        # 有困难，但可以克服 (hard, but it can be done)
        return False
    for clause in objecting:
        clause.objects = True
    return bool(objecting)


def _agrees_to_part(clause: AnswerClause) -> bool:
    """延期可以，范围别动 (a delay is fine, leave the scope): a yes with a term, no objection; not 可以理解 (I see)."""
    content = [token for token in clause.tokens if not token.of("mark", "particle")]
    ends = bool(content) and content[-1].of("assent")
    begins = bool(content) and content[0].of("assent") and _AGREED_TO.match(clause.folded) is not None
    return (ends or begins) and not clause.has("dissent", "negated", "except")


_AGREED_TO = late_regex(r"同意|赞成|支持|(?:fine|ok|okay|happy|agreed|agree)(?: to| with| for)? (?!but\b)")
_SAID_OF_NOBODY = ("question", "hearsay", "quotation", "contradiction")


def _is_objection(clause: AnswerClause) -> bool:
    return clause.code != "condition" and not clause.has("person") and objects(clause.folded)
