"""A time zone as people call it: `Beijing time` for Asia/Shanghai, `Auckland time` for Pacific/Auckland."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue


def zone_in_words(words: "Catalogue", key: str) -> str:
    """By its usual name, else by its city; `UTC`, and what is no city, as it stands."""
    city = key.rpartition("/")[2]
    if "/" not in key or key.startswith("Etc/"):
        return city
    named = f"date.zone.{city}"
    return words(named) if named in words else words("date.zone_of", city=city.replace("_", " "))
