"""Numbers in words: 七十, twenty-five. Shares of work, such as 三成, are read in `percents`."""

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"廿": 20, "卅": 30}
CHINESE_NUMERALS = "".join([*_DIGITS, *_TENS, "十百"])


def chinese_number(numeral: str) -> int | None:
    """0 to 999 in Chinese numerals (二十一, 廿一, 两百), or a year in four digits (二〇二六); None for 三五 or 十十."""
    if len(numeral) == 4 and all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    hundreds, mark, rest = numeral.partition("百")
    if not mark:
        return _below_hundred(numeral)
    many = _DIGITS.get(hundreds, 0)
    if not many:
        return None
    if not rest:
        return many * 100
    if rest[0] != "零" and len(rest) == 1:
        return None
    few = _below_hundred(rest.lstrip("零"))
    return None if few is None else many * 100 + few


def _below_hundred(numeral: str) -> int | None:
    if numeral[:1] in _TENS:
        ones = numeral[1:]
        return _TENS[numeral[0]] + _DIGITS.get(ones, 0) if not ones or _DIGITS.get(ones) else None
    tens, mark, ones = numeral.partition("十")
    if not mark:
        return _DIGITS.get(numeral)
    if tens and not _DIGITS.get(tens):
        return None
    if ones and not _DIGITS.get(ones):
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
