"""A vote in a reply to a mail that asked for something else: a line that says that it is one, `投票：A`, `VOTE1 B`,
goes to the vote that it names, or to the only one that waits for its sender; the rest of the mail is read by itself."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from collabtui.domain.mail.reply import NewText, ReplyContext, ReplyLine, Understanding
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.own_grammars.votes.vote_grammar import read_vote
from collabtui.language.replies.words.blocks import Block, blocks
from collabtui.language.replies.words.folding import Folding

_REF = late_regex(r"^\W*(vote\d+)(?!\w)[\s:,、=-]*")


def beside_votes(
    new_text: NewText, situation: ReplyContext, folding: Folding, read: Callable[[NewText], Understanding]
) -> Understanding:
    """The meaning that `read` finds in the lines that are no vote, with the vote that the others cast. Of several votes
    in one mail none is taken: all of it is for `read`."""
    cast: dict[str, list[Block]] = {}
    rest: list[ReplyLine] = []
    for line in new_text.lines:
        block = next(blocks(new_text.model_copy(update={"lines": (line,)}), folding), None)
        ref, ballot = _vote_of(block, situation) if block else ("", None)
        if ballot:
            cast.setdefault(ref, []).append(ballot)
        else:
            rest.append(line)
    if len(cast) != 1:
        return read(new_text)
    ((ref, lines),) = cast.items()
    found = read(new_text.model_copy(update={"lines": tuple(rest)}))
    vote = _read(lines, situation, ref)
    clauses = sorted((*found.clauses, *vote.clauses), key=lambda clause: clause.span.start)
    cast_beside = {"vote": vote.vote, "vote_proposed": vote.vote_proposed, "vote_on": ref}
    return found.model_copy(update={**cast_beside, "clauses": tuple(clauses), "doubt": found.doubt or vote.doubt})


def _vote_of(block: Block, situation: ReplyContext) -> tuple[str, Block | None]:
    """Ref of the vote that a line casts, and the line without it; nothing where it names no choice, or none
    for certain beside what may be the number of an item."""
    named = _REF.match(block.folded.text)
    ballot = block.part(named.end(), len(block.folded.text)) if named else block
    if not named and not _ballot().search(block.folded.text):
        return "", None
    named_votes = [one for one in situation.votes if not named or one.ref.lower() == named[1]]
    if len(named_votes) != 1 or not ballot.folded.text.strip():
        return "", None
    found = _read([ballot], situation, named_votes[0].ref)
    is_alone = bool(found.vote) or (bool(found.vote_proposed) and not re.search(r"\d", ballot.folded.text))
    return (named_votes[0].ref, ballot) if is_alone else ("", None)


def _read(lines: Sequence[Block], situation: ReplyContext, ref: str) -> Understanding:
    choices = next(one.choices for one in situation.votes if one.ref == ref)
    return read_vote(lines, situation.model_copy(update={"choices": choices}), lambda _: False, lambda _: True)


def speaks_of_votes(text: str) -> bool:
    """Whether a line of the text may be a vote; what it does not say need not be asked of the records."""
    return _ballot().search(text.lower()) is not None


@cache
def _ballot() -> re.Pattern[str]:
    """What a line says that is about a vote, and no item; a Latin word as a whole, or as the begin of a ref."""
    words = [word for language in LANGUAGES for word in read_words("votes", language)["kinds"]["ballot"]]
    return re.compile("|".join(rf"(?<![a-z]){word}(?![a-z])" if word.isascii() else word for word in words), re.I)
