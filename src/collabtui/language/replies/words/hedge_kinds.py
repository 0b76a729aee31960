"""Kinds of words that hedge or put in doubt: every set of them that a rule of replies goes by, and why they differ.

What each kind does stands in `about` of `language/words/reply.en.json`.
"""

from collabtui.language.replies.words.vocabulary import kinds

HEDGE = kinds("hedged tentative presumes")
"""Not said for certain: probably, maybe, I suppose."""
HEDGE_OF_STATEMENT = HEDGE | kinds("formerly")
"""Beside a fact also what was to be once (本来); without these words the rest of the clause is read and proposed."""
HEDGE_OF_FACT = HEDGE_OF_STATEMENT | kinds("approx")
"""What can make the check `hedged` of a whole statement: also a number that is about so."""
HEDGE_AS_SHOWN = HEDGE | kinds("approx")
"""The words that `explain` draws as a hedge; almost and a wish are drawn as parts of their own."""
DOUBT = HEDGE | kinds("approx almost")
"""What may stand alone behind a statement and make it less than certain: …, maybe; …, nearly."""
LONE_DOUBT = DOUBT | kinds("filler mark greeting thanks tag")
"""All that a clause of nothing but a doubt is made of."""
DOUBT_OF_STANCE = DOUBT | kinds("wish own-view")
"""Of a department's yes or no also a hope, and what is only the writer's own view."""
DOUBT_OF_ATTENDANCE = kinds("hedged tentative wish almost")
"""Beside a word of attending they make a maybe of it; a presumption (I take it) and a number do not."""
SHADE = kinds("hedged tentative negated hearsay wish")
"""Before the first item of a sentence they shade all that runs on; an almost belongs to its own item."""
