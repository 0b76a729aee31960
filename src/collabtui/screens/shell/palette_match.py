"""Commands of the palette matched with what is typed, and how surely they are meant: by its names in either
language and their pinyin, by other names, and by words of several of them in any order: `send minutes`, `导入人员`."""

from collections.abc import Callable
from functools import lru_cache

from collabtui.language.pinyin import Read, read_as
from collabtui.screens.shell.word_beginnings import begins_words, has_word
from collabtui.text.catalogue import LOCALES, Catalogue, Sentence

WHOLE = 200.0
"""What a whole name is worth: before its own arguments, too, so that Enter behind "theme" puts on no theme yet."""
ALSO = 10.0
"""What another name of a command is worth, such as "exit": as much as a match of a short name."""
WHAT_IT_DOES = 20.0
"""What the whole name is worth of a command of another page, without the name of that page."""
IN_PIECES = 6.0
"""What a command is worth whose names have all the words that are typed, though none of them all."""
INITIALS = 6.0
READINGS = {Read.NOT: 0.0, Read.INITIALS: INITIALS, Read.INSIDE: 8.0, Read.BEGUN: ALSO, Read.WHOLE: WHOLE}
ELSEWHERE = 0.9
"""What a match is worth in another language."""
LEAST_OF_ANOTHER = 3
"""Latin letters of another name that are typed."""
LEAST_PIECE = 2
"""Signs of each of two words that are typed as one."""
LITTLE_WORDS = frozenset({"a", "an", "the", "to", "of", "for", "my", "by", "in", "on", "的"})


def command_worth(title: str, query: str, match: Callable[[str], float]) -> float:
    """0 where it is not meant. `match` says how like a name is to what is typed."""
    typed = query.strip().casefold()
    names, also = in_languages(title), also_called(title)
    if typed in (*map(str.casefold, names), title.casefold()):
        return WHOLE
    if typed in map(str.casefold, _without_page(title)):
        return WHAT_IT_DOES
    scores = [match(title) if begins_words(title, query) else 0.0]
    scores += [ELSEWHERE * match(name) if begins_words(name, query) else 0.0 for name in names]
    scores += [_read(name, typed) * (1 if name in title else ELSEWHERE) for name in (*names, *_without_page(title))]
    if len(typed) >= (LEAST_OF_ANOTHER if typed.isascii() else 1):
        scores += [ALSO if name.startswith(typed) else min(ALSO, _read(name, typed)) for name in also]
    return max(scores) or (IN_PIECES if _in_pieces((*names, *also), typed) else 0.0)


def _read(name: str, typed: str) -> float:
    return READINGS[read_as(name, typed)]


def in_languages(title: str) -> tuple[str, ...]:
    """A name of a command in all languages; what is no sentence of the catalogue is the same in all."""
    if not isinstance(title, Sentence):
        return (title,)
    return tuple(Catalogue(locale)(title.key, **title.values) for locale in sorted(LOCALES))


def _without_page(title: str) -> tuple[str, ...]:
    """Of a command of another page what it does, without that page."""
    what = title.values.get("what") if isinstance(title, Sentence) else None
    return in_languages(what) if isinstance(what, str) else ()


def also_called(title: str) -> tuple[str, ...]:
    """The other names of a command, in all languages, in small letters."""
    sentence = title.values.get("what", title) if isinstance(title, Sentence) else title
    return other_names(sentence.key) if isinstance(sentence, Sentence) else ()


@lru_cache(maxsize=512)
def other_names(sentence: str) -> tuple[str, ...]:
    key = f"palette.also.{sentence}"
    found = (words(key) for words in map(Catalogue, sorted(LOCALES)) if key in words)
    return tuple(name.strip().casefold() for names in found for name in names.replace("、", ",").split(","))


def _in_pieces(names: tuple[str, ...], typed: str) -> bool:
    pieces = [piece for piece in typed.split() if piece not in LITTLE_WORDS]
    return bool(pieces) and all(_has(names, piece) or _has_both_halves(names, piece) for piece in pieces)


def _has_both_halves(names: tuple[str, ...], piece: str) -> bool:
    """Two words that are typed without a blank, as in Chinese."""
    places = range(LEAST_PIECE, len(piece) - LEAST_PIECE + 1)
    return any(_has(names, piece[:place]) and _has(names, piece[place:]) for place in places)


def _has(names: tuple[str, ...], piece: str) -> bool:
    single = piece.removesuffix("s") if piece.isascii() and len(piece) > LEAST_OF_ANOTHER else piece
    return any(has_word(name, single) or read_as(name, piece) > Read.INITIALS for name in names)
