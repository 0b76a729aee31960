"""An OK that says no more than that a mail came (OK, got it; 好的，谢谢): beside a receipt, or thanks, it agrees to
nothing for certain. The words are data, `words/stance.*.json`."""

from collections.abc import Sequence

from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.words.vocabulary import Token

MarkedClause = tuple[Marked, Sequence[Token]]
"""A clause, and the line that it stands in."""


def only_acknowledges(clauses: Sequence[MarkedClause]) -> bool:
    """Whether the yes of an answer is of the kind that is said to any mail, and a receipt stands beside it; or thanks
    in its own line, which below it close the mail, and nothing but the barest OK."""
    assents = [token for _, tokens in clauses for token in tokens if token.of("assent")]
    if not assents or any(not token.of("acknowledges") for token in assents):
        return False
    if any(token.of("receipt", "told") and not token.of("assent") for _, tokens in clauses for token in tokens):
        return True
    lines = {id(marked) for marked, tokens in clauses if any(token.of("assent") for token in tokens)}
    thanked = any(token.of("thanks") for marked, tokens in clauses if id(marked) in lines for token in tokens)
    return thanked and all(token.of("only-ok") for token in assents)
