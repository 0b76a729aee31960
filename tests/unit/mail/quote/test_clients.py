"""The clients' formats themselves: what the other tests of the cut stand on."""

import email
from email import policy

import pytest

from support.mail_clients import CLIENTS, Placement, wrap
from support.sample_minutes import EN, ZH, Minutes

ITEMS = {"A12": "quite finished", "A3": "one more week"}


def _bodies(raw: bytes) -> list[str]:
    message = email.message_from_bytes(raw, policy=policy.default)
    return [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]


def _minutes(client: str) -> Minutes:
    return ZH if "-zh" in client or "-tw" in client else EN


def test_the_formats_cover_the_clients_of_offices() -> None:
    assert len(CLIENTS) >= 60
    assert {"text", "html", "both"} == {client.parts for client in CLIENTS.values()}


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_part_of_a_wrapped_mail_holds_the_answer_and_the_quote(client: str, newline: str) -> None:
    minutes = _minutes(client)
    bodies = _bodies(wrap(client, "quite finished", minutes.text, minutes.html, newline=newline))
    assert len(bodies) == (2 if CLIENTS[client].parts == "both" else 1)
    for body in bodies:
        assert "quite finished" in body
        assert ("A12" in body) is CLIENTS[client].quotes


@pytest.mark.parametrize("client", [name for name, form in CLIENTS.items() if form.quotes and not form.one_line])
@pytest.mark.parametrize("placement", ["interleaved", "cells"])
def test_answers_between_the_lines_stand_after_the_row_they_answer(client: str, placement: Placement) -> None:
    minutes = _minutes(client)
    for body in _bodies(wrap(client, ITEMS, minutes.text, minutes.html, placement=placement)):
        assert body.index("1") < body.index("quite finished") < body.index("one more week")
