"""The results of the questionnaires of a matter, question by question, once each is over."""

from collections.abc import Iterator

from collabtui.domain.meetings.questionnaire import QuestionResult
from collabtui.domain.meetings.vote import FEWEST_ANSWERS, Vote
from collabtui.formats.documents.document import Block, Document, DocumentTable
from collabtui.lifecycle.forms.form_data import Case
from collabtui.lifecycle.votes.questionnaires import result_in_words


def questionnaire(case: Case) -> Document:
    """With a line for each that is not over, of which nothing may be told before."""
    votes = [one for one in case.reader.find(Vote, matter=case.matter.ref) if one.questions and one.state == "open"]
    blocks: list[Block] = [*questionnaire_results(case)]
    if votes:
        blocks.append(case.items("questionnaires_open", (_under_way(case, one) for one in votes)))
    return case.document("questionnaire", *(blocks or [case.table(_COLUMNS, (), "questionnaire_results")]))


def _under_way(case: Case, vote: Vote) -> str:
    counts = {"n": vote.answers, "of": len(vote.everybody)}
    return case.words("form.questionnaire_open", ref=vote.ref, text=vote.text, day=str(vote.until), **counts)


_COLUMNS = "place_in_list question answer_kind answered_by result"


def questionnaire_results(case: Case) -> list[DocumentTable]:
    """A table each."""
    votes = case.reader.find(Vote, matter=case.matter.ref)
    return [_table(case, one) for one in votes if one.questions and one.state == "closed"]


def _table(case: Case, vote: Vote) -> DocumentTable:
    answered = case.words("vote.answered_of", n=vote.answers, of=len(vote.everybody))
    title = f"{vote.ref} {vote.text}{case.words('form.within', text=answered)}"
    columns = tuple(map(case.label, _COLUMNS.split()))
    return DocumentTable(columns, tuple(_rows(case, vote)), title)


def _rows(case: Case, vote: Vote) -> Iterator[tuple[str, ...]]:
    for one in vote.results:
        kind = case.words(f"form.answer_kind.{one.question.kind}", least=one.question.least, most=one.question.most)
        yield (str(one.number), one.question.text, kind, _answers(one), result_in_words(one, case.words))


def _answers(result: QuestionResult) -> str:
    """Fewer than can hide each other are not told apart."""
    return str(result.answers) if result.answers >= FEWEST_ANSWERS else f"< {FEWEST_ANSWERS}"
