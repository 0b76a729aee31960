"""The topic of a subject, without what programs put around it."""

import pytest

from collabtui.domain.mail.bare_subject import topic


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("新品上线 例会", "新品上线 例会"),
        ("Re: AW: Fwd: 例会 #abcdefgh", "例会"),
        ("回复：答复: Re[2]: 例会", "例会"),
        ("Regarding: 例会 #2026", "Regarding: 例会 #2026"),
        ("Re:", ""),
    ],
)
def test_marks_of_replies_and_our_code_are_left_out(subject: str, found: str) -> None:
    assert topic(subject) == found
