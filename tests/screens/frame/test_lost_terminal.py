"""A terminal that is closed ends the thread that reads its keys, whatever else fails."""

import os

from collabtui.screens.frame.lost_terminal import EndsWithTerminal


def test_it_is_over_when_the_other_end_is_closed() -> None:
    master, terminal = os.openpty()
    over = EndsWithTerminal(terminal)
    assert not over.is_set()
    os.close(master)
    assert over.is_set()
    os.close(terminal)


def test_it_is_over_when_it_is_told() -> None:
    master, terminal = os.openpty()
    over = EndsWithTerminal(terminal)
    over.set()
    assert over.is_set()
    over.clear()
    assert not over.is_set()
    os.close(master)
    os.close(terminal)


def test_a_pipe_is_read_until_it_is_told() -> None:
    reading, writing = os.pipe()
    over = EndsWithTerminal(reading)
    os.close(writing)
    assert not over.is_set()
    over.set()
    assert over.is_set()
    os.close(reading)
