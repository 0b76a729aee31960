"""An error as a page shows it: of a database that cannot be read with the newest copy, and what restores it."""

from typing import Any

from collabtui.config_file import read_raw
from collabtui.errors import CollabError, Damaged
from collabtui.home import Home
from collabtui.text.catalogue import Catalogue


def error_in_words(words: Catalogue, home: Home, error: CollabError) -> str:
    sentence = words(error.key, **error.values)
    if not isinstance(error, Damaged):
        return sentence
    from collabtui.lifecycle.backup.way_back import way_back

    way = way_back(home, _configured(home))
    return f"{sentence} {words(way.key, **way.values)}"


def _configured(home: Home) -> Any:
    try:
        return read_raw(home)
    except CollabError:
        return {}
