"""The lines of a server's answers, in whatever pieces they come."""

import asyncio
from itertools import pairwise

import pytest
from aiosmtplib import SMTP, SMTPResponse, SMTPResponseException
from aiosmtplib.protocol import SMTPProtocol

from collabtui.mail.transport.smtp_answers import only_whole_answers


async def answer(*pieces: bytes) -> SMTPResponse:
    protocol = SMTPProtocol()
    protocol.connection_made(asyncio.Transport())
    client = SMTP()
    client.protocol = protocol
    only_whole_answers(client)
    for piece in pieces:
        protocol.data_received(piece)
    return await protocol.read_response(timeout=1)


def cut_at(said: bytes, *places: int) -> list[bytes]:
    return [said[start:end] for start, end in pairwise((0, *places, len(said)))]


@pytest.mark.parametrize("place", range(1, 17))
async def test_an_answer_that_comes_in_two_pieces_is_the_same(place: int) -> None:
    whole = b"250-one\r\n250 two\r\n"
    said = await answer(*cut_at(whole, place))
    assert (said.code, said.message) == (250, "one\ntwo")


@pytest.mark.parametrize("said", [b"250\r\n", b"250 \r\n", b"250\n", b"250 ok\rso\r\n"])
async def test_an_answer_may_be_its_code_alone(said: bytes) -> None:
    assert (await answer(said)).code == 250


@pytest.mark.parametrize(
    "said",
    [b"550-a\r\n250 b\r\n", b"250-a\r\n354 b\r\n", b"2500 a\r\n", b"250a\r\n", b"199 a\r\n", b"600 a\r\n", b"\r\n"],
)
@pytest.mark.parametrize("place", [1, 2])
async def test_what_says_yes_and_no_or_has_no_code_is_none(said: bytes, place: int) -> None:
    with pytest.raises(SMTPResponseException):
        await answer(*cut_at(said, place))


async def test_the_code_of_one_answer_is_not_asked_of_the_next() -> None:
    assert (await answer(b"550 no\r\n")).code == 550
    assert (await answer(b"250-a\r\n250-b\r\n250 c\r\n")).message == "a\nb\nc"
