"""The numbers that database files bear, by which a file is told from another that was copied over it
(`connection.HeldFile`)."""

import zlib


def drawn_number() -> int:
    """By chance, and never 0, which a file has that bears none yet."""
    import secrets

    return secrets.randbelow(0x7FFF_FFFF) + 1


def number_of_copy(number: int, batches: int) -> int:
    """Of a copy of the file with that number after so many batches: another one, and the same each time, as a copy that
    was cut short is known by its bytes."""
    return zlib.crc32(f"{number} {batches}".encode()) & 0x7FFF_FFFF or 1
