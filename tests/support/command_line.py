"""A home with a configuration that points to the embedded mail server, and a way to type commands."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.demo.server import MailServer
from collabtui.home import Home
from collabtui.main import main
from support.home_made_once import made_once

AGENDA = """\
---
title: 新品上线协作会
start: 2026-03-02 14:00
place: 3号会议室
matter: 新品上线
facilitator: Lead
participants: [部门:研发部, Bob]
---
## 目标 Goal
定下一阶段的日期
## 议程 Agenda
- 10m 开场与目标 @Lead
- 14:10-14:30 各部门进展
"""
NOTES = """\
d: 接口冻结日为3月4日
a: 提供接口文档 @Alice 截止3月6日 交付:接口文档
a: 完成压力测试 @Alice 截止3月13日 交付:测试报告
a: Review the contract @Bob due 2026-03-10 => signed contract
"""


AT_WORK = tuple(f"{name}@example.test" for name in ("facilitator", "alice", "bob", "carol"))


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Type = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def configured(home: Home, mail_server: MailServer) -> Home:
    login = {"host": mail_server.host, "security": "none", "username": "facilitator@example.test"}
    config = Config(
        organiser=Organiser(name="Lead", email="facilitator@example.test", locale="en"),
        smtp=Smtp.model_validate({**login, "port": mail_server.smtp_port}),
        imap=Imap.model_validate({**login, "port": mail_server.imap_port}),
    )
    write_config(home, config)
    return home


@pytest.fixture
def typed(home: Home, mail_server: MailServer, capsys: pytest.CaptureFixture[str]) -> Type:
    """`typed("action list", now="2026-03-02T10:00")`: words separated by blanks, or a list of words; `variables` are
    set for that command alone."""
    secrets = {"COLLABTUI_SMTP_PASSWORD": mail_server.password, "COLLABTUI_IMAP_PASSWORD": mail_server.password}
    environ = {**os.environ, **secrets, "COLLABTUI_HOME": str(home.root)}

    def run(line: str | list[str], *more: str, now: str = "2026-02-27T10:00+08:00", **variables: str) -> Said:
        capsys.readouterr()
        words = line.split() if isinstance(line, str) else line
        code = main([*words, *more, "--now", now], environ | variables)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


@pytest.fixture
def people_file(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(
        "姓名,邮箱,部门,语言,负责人,对接人\n"
        "Alice,alice@example.test,研发部,zh,,是\n"
        "Bob,bob@example.test,法务部,en,,\n"
        "Carol,carol@example.test,研发部,zh,是,\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def agenda_file(tmp_path: Path) -> Path:
    file = tmp_path / "agenda.md"
    file.write_text(AGENDA, encoding="utf-8")
    return file


@pytest.fixture
def notes_file(tmp_path: Path) -> Path:
    file = tmp_path / "notes.txt"
    file.write_text(NOTES, encoding="utf-8")
    return file


@pytest.fixture
def published(
    configured: Home, typed: Type, mail_server: MailServer, people_file: Path, agenda_file: Path, notes_file: Path
) -> Home:
    """M1 is planned, invited, recorded and its minutes are sent."""

    def fill() -> None:
        for line in (
            f"person import {people_file}",
            f"meeting new --file {agenda_file}",
            "meeting invite M1",
        ):
            said = typed(line)
            assert said.code == 0, said.err
        for line in (f"meeting record M1 --file {notes_file}", "meeting minutes M1 --send"):
            said = typed(line, now="2026-03-02T15:00+08:00")
            assert said.code == 0, said.err

    made_once("published", configured, mail_server, AT_WORK, fill)
    return configured
