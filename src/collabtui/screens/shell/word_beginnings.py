"""Names that a text in the palette stands for: its letters are pieces of a name that each begin a word.

Letters that only happen to stand in a name, in their order, mean nothing: `undo` is not in "Outbox: send now"."""


def begins_words(name: str, typed: str) -> bool:
    """Whether `typed`, blanks aside, is one piece of the name, or several that each begin a word, in their order."""
    wanted, text = "".join(typed.casefold().split()), name.casefold()
    if not wanted or typed.casefold().strip() in text:
        return True
    starts = [at for at in range(len(text)) if _begins(text, at)]
    # by how many letters of what is typed are found: the least place in the name where the next piece may begin
    ends = {0: 0}
    for start in starts:
        for found, end in list(ends.items()):
            if start < end:
                continue
            for many in range(1, _alike(text[start:], wanted[found:]) + 1):
                ends[found + many] = min(ends.get(found + many, len(text)), start + many)
    return len(wanted) in ends


def has_word(name: str, typed: str) -> bool:
    """Whether a word of the name begins so."""
    text = name.casefold()
    at = text.find(typed)
    while at >= 0 and not _begins(text, at):
        at = text.find(typed, at + 1)
    return at >= 0


def _begins(text: str, at: int) -> bool:
    """Whether a word begins there; of a script without blanks each sign may."""
    return text[at].isalnum() and (at == 0 or not text[at - 1].isalnum() or not text[at].isascii())


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
