"""An answer to a plan, item by item: 1 agreed, 2 not agreed: too late; 第3项应在3月15日前，其余同意 (the third by 15
March, the rest agreed); all agreed except 4.

The text is cut before each item and before `the rest` (`plan_parts`); what is said of each is read (`part_verdicts`),
then held beside what is said of the others (`parts_together`), and makes one answer (`plan_answer`). Numbers that may
be the writer's own (不同意：1、人手不够) name no item. The words are data, `words/plan_items.*.json`."""

from collabtui.domain.mail.reply import NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.own_grammars.plan.part_verdicts import PartReader, ReadsDepartment
from collabtui.language.replies.own_grammars.plan.parts_together import (
    numbers_are_his_own,
    with_courtesies,
    with_loose_lines,
    with_numbers_beside_others,
    with_reasons_apart,
    with_reasons_behind_a_no,
)
from collabtui.language.replies.own_grammars.plan.plan_answer import not_agreed, plan_answer
from collabtui.language.replies.own_grammars.plan.plan_parts import parts_of_line
from collabtui.language.replies.own_grammars.plan.wishes_for_items import as_opinions


def for_plan(new_text: NewText, situation: ReplyContext, read: ReadsDepartment) -> Understanding:
    """As `read` has it, where nothing is said of single items."""
    lines = [_without_department(line, situation) for line in new_text.lines]
    parts = [part for line in lines for part in parts_of_line(line, situation.plan)]
    statement = "\n".join(line.text.strip() for line in new_text.lines).strip()
    if not any(part.kind in ("item", "rest") for part in parts):
        return as_opinions(read(new_text, situation), statement, situation)
    reader = PartReader(new_text, situation, read)
    found = with_numbers_beside_others(with_courtesies([reader.read(part) for part in parts], reader))
    found = with_reasons_behind_a_no(found)
    if numbers_are_his_own(found) or not any(one.tells_of_items for one in found):
        return as_opinions(not_agreed(read(new_text, situation), found), statement, situation)
    whole = with_reasons_apart(with_loose_lines(found, reader), {one.ref: one.number for one in situation.plan})
    return plan_answer(whole, new_text, situation)


def _without_department(line: ReplyLine, situation: ReplyContext) -> ReplyLine:
    """市场部不同意第2项, `Sales cannot agree to item 2`: who speaks stands before what is said of the items."""
    name = situation.asking.department.casefold() if situation.asking else ""
    text = line.text.lstrip()
    rest = text[len(name) :]
    if not name or not text.casefold().startswith(name) or (name.isascii() and not rest.startswith(" ")):
        return line
    start = line.span.start + len(line.text) - len(rest)
    return line.model_copy(update={"text": rest, "span": TextSpan(start=start, end=line.span.end)})
