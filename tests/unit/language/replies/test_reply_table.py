"""Every labelled reply means exactly what its label says."""

import pytest

from collabtui.language.replies.understand import understand
from support.labelled_replies import REPLIES, Reply, situations
from support.reply_differences import differences
from support.written_replies import new_text

EVERY = [example for table in REPLIES for example in table()]


@pytest.mark.parametrize("example", EVERY, ids=lambda example: example.id)
def test_a_reply_means_what_its_label_says(example: Reply) -> None:
    found = understand(new_text(example.text), situations()[example.situation])
    assert not differences(found, example.expect), example.text
