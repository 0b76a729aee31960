"""ZIP files with the same bytes for the same content: the formats of offices are ZIPs, and their writers put the clock
into them."""

import io
import zipfile
from datetime import datetime

EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001  # the format keeps no zone
"""The first instant that a ZIP can name."""


def without_clock(data: bytes) -> bytes:
    """The same files in the same order, all of one date and with one system's attributes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
