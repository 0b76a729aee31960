"""The country that a time zone is of, as the zone database lists them: `Europe/London` is GB's; and whose public
holidays a first configuration counts for that."""

from importlib import resources

_COUNTRY, _ZONE = 0, 2
"""Columns of `zone.tab`."""
_LINK = "L"
"""How a row of `tzdata.zi` begins that has the present name of a zone, and another one."""


def country_of_zone(zone: str) -> str:
    """Its ISO 3166 code, also by an older name (`PRC`); empty for a zone of none, as UTC."""
    countries = {row[_ZONE]: row[_COUNTRY] for row in _rows("zone.tab", "\t") if row[_ZONE:]}
    links = {row[2]: row[1] for row in _rows("tzdata.zi", " ") if row[0] == _LINK}
    return countries.get(zone) or countries.get(links.get(zone, ""), "")


def calendar_of_zone(zone: str) -> str:
    """The country of the zone; empty, for no public holidays, where no calendar of it is known. Takes a quarter of a
    second."""
    from collabtui.system.work_calendar_cache import is_known

    country = country_of_zone(zone)
    return country if country and is_known(country) else ""


def _rows(table: str, separator: str) -> list[list[str]]:
    try:
        text = (resources.files("tzdata") / "zoneinfo" / table).read_text("utf-8")
    except (OSError, ModuleNotFoundError):
        return []
    return [line.split(separator) for line in text.splitlines() if not line.startswith("#")]
