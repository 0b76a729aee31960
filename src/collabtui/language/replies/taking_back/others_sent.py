"""Tells whether somebody else was sent to do the work: 我叫小曹弄了, 让小冯去跟了.

That he was sent is over, and not what he does. Where its result is named (让小冯盖好章了), it is.
"""

from collabtui.language.late_patterns import late_regex

_HAN = "[\u4e00-\u9fff]"
_SENT = r"(?:让|叫|请|派|喊|托|安排|吩咐)了?"
_CALLED = rf"(?:[小老阿]{_HAN}|{_HAN}{{1,2}}(?:工|总|经理|主任|姐|哥|师傅|老师)|(?!我){_HAN}{{2,3}}(?=去))"
_WITHOUT_RESULT = rf"(?!{_HAN}{{0,5}}[完好齐到成妥掉过]了)"
_SENT_TO_DO_IT = late_regex(rf"{_SENT}{_CALLED}(?:去|来|帮忙|帮)?{_WITHOUT_RESULT}{_HAN}{{1,4}}了(?!{_HAN})")


def is_sent_to_do_it(text: str) -> bool:
    """Whether a folded clause says so."""
    return _SENT_TO_DO_IT.search(text) is not None
