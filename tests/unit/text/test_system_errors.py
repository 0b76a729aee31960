"""What the system says of a file, a server or a certificate is said in the reader's language, wherever it was kept."""

import errno
import os
import re

import pytest

from collabtui.errors import Unreachable
from collabtui.text.catalogue import Catalogue

FILES = {
    errno.EACCES: "没有访问权限",
    errno.ENOSPC: "磁盘已满",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EROFS: "文件系统是只读的",
}
SERVERS = [
    ("Connection refused", "连接被拒绝"),
    ("[Errno 111] Connect call failed ('127.0.0.1', 25)", "连接被拒绝"),
    ("Multiple exceptions: [Errno 111] Connect call failed ('::1', 25, 0, 0), [Errno 111] Connect", "连接被拒绝"),
    ("Name or service not known", "找不到这个主机名"),
    ("Temporary failure in name resolution", "暂时无法查询主机名"),
    ("self-signed certificate", "证书是自签名的"),
    ("self-signed certificate in certificate chain", "签发证书的机构不在受信任之列"),
    ("Hostname mismatch, certificate is not valid for 'mail.a.example'.", "证书不是发给 mail.a.example 的"),
    ("socket error: EOF", "连接中途断开"),
    ("WRONG_VERSION_NUMBER", "对方在这个端口没有用 TLS 加密"),
]
DATABASES = [
    ('connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused', "连接被拒绝"),
    ('connection to server at "db" (10.0.0.1), port 5432 failed: No route to host', "到不了这台主机"),
    ("unable to open database file", "打不开数据库文件"),
    ("database or disk is full", "磁盘已满"),
]


def _worded(locale: str, key: str, **values: object) -> str:
    error = Unreachable(key, **values)
    return Catalogue(locale)(error.key, **error.values)


@pytest.mark.parametrize(("code", "said"), FILES.items())
def test_a_file_is_refused_in_chinese(code: int, said: str) -> None:
    why = os.strerror(code)
    for key in ("file.unwritable", "file.unreadable", "home.unreadable"):
        assert said in _worded("zh", key, path="/x", why=why)
        assert why in _worded("en", key, path="/x", why=why)


@pytest.mark.parametrize(("why", "said"), SERVERS)
def test_a_server_is_out_of_reach_in_chinese(why: str, said: str) -> None:
    for key in ("smtp.gone", "imap.gone", "imap.certificate", "smtp.tls"):
        sentence = _worded("zh", key, host="h", port=1, why=why)
        assert said in sentence
        assert not re.search(r"Errno|refused|certificate|Name or|EOF", sentence)


@pytest.mark.parametrize(("reason", "said"), DATABASES)
def test_a_database_is_out_of_reach_in_chinese(reason: str, said: str) -> None:
    assert f"（{said}）" in _worded("zh", "database.not_reached", path="p", reason=reason)


def test_a_text_that_nobody_has_worded_stays() -> None:
    assert "wound twice" in _worded("zh", "file.unreadable", path="/x", why="wound twice")


@pytest.mark.parametrize("text", ["Connection refused", "timed out", "Permission denied"])
def test_the_reason_that_a_person_gives_stays_as_written(text: str) -> None:
    words = Catalogue("zh")
    assert text in words("sign_off.recorded", by="张伟", reason=text)
    assert text in words("form.with_reason", why=text)


def test_an_error_within_an_error_is_worded_too() -> None:
    inner = Unreachable("smtp.gone", host="h", port=1, why="Connection refused")
    assert "连接被拒绝" in Catalogue("zh")("watch.lost", why=inner, seconds=5)


@pytest.mark.parametrize("name", sorted(errno.errorcode.values()))
def test_each_code_is_read_or_left(name: str) -> None:
    text = os.strerror(getattr(errno, name))
    assert _worded("en", "file.unreadable", path="/x", why=text) == f"/x cannot be read: {text}."
