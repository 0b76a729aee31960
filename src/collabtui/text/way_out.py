"""The way out that a sentence names, what to do next: a command on the shell, a page and a key in the screens.

A sentence that either may say names only the way out, `{@add_person}`: `words/way_out.*.json` has both,
`way.add_person.shell` and `way.add_person.screens`, with the placeholders of the sentence.
"""

from collections.abc import Callable


def with_ways_out(sentence: str, place: str, find: Callable[[str], str | None]) -> str:
    """The sentence with its ways out as they are at `place`, `shell` or `screens`; `find` gives what a key says.
    On the wall of a room they are those of the screens."""
    while "{@" in sentence:
        before, _, rest = sentence.partition("{@")
        name, _, after = rest.partition("}")
        sentence = f"{before}{find(f'way.{name}.{place}') or find(f'way.{name}.screens') or name}{after}"
    return sentence
