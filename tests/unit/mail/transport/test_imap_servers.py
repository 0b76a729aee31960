"""What servers do that the embedded one does not, and what becomes of it."""

import base64
from collections.abc import Callable

import pytest

from collabtui.errors import Unreachable
from collabtui.mail.transport import imap
from collabtui.mail.transport.imap import connect
from collabtui.mail.transport.mail_fetch import Fetched
from collabtui.mail.transport.secrets import Secret
from support.imap_script import SECRET, Script, error_of, never, report, scripted, verbs
from support.scripted_server import CERTIFICATE, Line, Scripted, commands


def test_who_we_are_is_said_after_the_login_because_netease_opens_nothing_before() -> None:
    with (
        Scripted(Script("IMAP4rev1 ID", ID="* ID NIL\r\n{tag} OK done")) as server,
        connect(scripted(server), SECRET) as box,
    ):
        assert box.select() == (7, 9, 1)
    assert verbs(server) == ["CAPABILITY", "LOGIN", "CAPABILITY", "ID", "EXAMINE", "LOGOUT"]
    (introduction,) = [line for line in server.heard if " ID " in line]
    assert '"name" "collabtui"' in introduction


def test_who_we_are_is_not_said_unasked_because_qq_hangs_up_on_it() -> None:
    with Scripted(Script("IMAP4rev1")) as server, connect(scripted(server), SECRET) as mailbox:
        mailbox.select()
    assert "ID" not in verbs(server)


def test_an_introduction_that_is_refused_is_no_obstacle() -> None:
    with Scripted(Script("IMAP4rev1 ID", ID="{tag} BAD what")) as server, connect(scripted(server), SECRET) as mailbox:
        assert mailbox.select().exists == 1


@pytest.mark.parametrize(
    ("script", "key", "text"),
    [
        (Script(LOGIN="{tag} NO [AUTHENTICATIONFAILED] wrong."), "imap.login", "[AUTHENTICATIONFAILED] wrong"),
        (Script(LOGIN="{tag} NO \x1b[31mred"), "imap.login", "[31mred"),
        (Script(LOGIN="{tag} NO " + "密码错误".encode().decode("latin-1")), "imap.login", "密码错误"),
        (Script(LOGIN="{tag} NO [UNAVAILABLE] backend down"), "imap.busy", "[UNAVAILABLE] backend down"),
        (Script(LOGIN="{tag} NO [INUSE] locked"), "imap.in_use", "[INUSE] locked"),
        (Script(EXAMINE="{tag} NO [INUSE] locked by pop3"), "imap.in_use", "select failed: [INUSE] locked by pop3"),
        (Script(EXAMINE="{tag} NO [UNAVAILABLE] later"), "imap.busy", "select failed: [UNAVAILABLE] later"),
        (Script(LOGIN="{tag} BAD what"), "imap.login", None),
        (Script(LOGIN="hang up"), "imap.gone", None),
        (Script(LOGIN="* BYE too many"), "imap.gone", None),
        (Script(LOGIN="freeze"), "imap.timeout", None),
        (Script("IMAP4rev1 LOGINDISABLED"), "imap.method", None),
        (Script(CAPABILITY="freeze"), "imap.timeout", None),
        (Script(CAPABILITY="gibberish"), "imap.gone", None),
        (Script(EXAMINE="hang up"), "imap.gone", None),
        (Script(EXAMINE="freeze"), "imap.timeout", None),
    ],
)
def test_what_goes_wrong_is_told_apart(script: Script, key: str, text: str | None) -> None:
    with Scripted(script) as server:
        error = error_of(scripted(server), wait=0.3)
    assert error.key == key
    assert text is None or error.values["text"] == text


def test_a_folder_that_is_there_and_stays_closed_is_another_matter() -> None:
    with Scripted(Script(EXAMINE="{tag} NO SELECT Unsafe Login. Please contact kefu@188.com")) as server:
        error = error_of(scripted(server))
    assert error.key == "imap.closed"
    assert "Unsafe Login" in str(error.values["text"])


def test_folder_names_are_read_and_written_in_their_own_alphabet() -> None:
    listed = '* LIST (\\Noselect) "/" "parent"\r\n* LIST () "/" "&V4NXPpCuTvY-"\r\n{tag} OK done'
    with Scripted(Script(LIST=listed, EXAMINE="{tag} NO none")) as server:
        error = error_of(scripted(server, folder="会议"))
        assert error.values["folders"] == ["垃圾邮件"]
        assert error_of(scripted(server, folder="垃圾邮件")).key == "imap.closed"
    assert any("&Tzqbrg-" in line or "&TxqLrg-" in line for line in server.heard)


def test_a_folder_whose_name_is_no_utf_7_takes_no_other_along() -> None:
    listed = '* LIST () "." "INBOX.&broken"\r\n* LIST (\\Junk) "." "INBOX.&V4NXPpCuTvY-"\r\n{tag} OK done'
    with Scripted(Script(LIST=listed)) as server, connect(scripted(server), SECRET) as mailbox:
        assert mailbox.folders() == ["INBOX.垃圾邮件"]
        assert mailbox.junk_folder() == "INBOX.垃圾邮件"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ('* NAMESPACE (("Mail/" "/")) NIL NIL', ["Mail/Junk", "Mail/Spam"]),
        ("* NAMESPACE NIL NIL NIL", ["Junk", "Spam", "INBOX.Junk", "INBOX.Spam"]),
        ("* NAMESPACE ((NIL NIL)) NIL NIL", ["Junk", "Spam", "INBOX.Junk", "INBOX.Spam"]),
        ("* NAMESPACE (()) NIL NIL", ["Junk", "Spam", "INBOX.Junk", "INBOX.Spam"]),
        ("* NAMESPACE what", ["Junk", "Spam", "INBOX.Junk", "INBOX.Spam"]),
        ("* OK nothing to say", ["Junk", "Spam", "INBOX.Junk", "INBOX.Spam"]),
    ],
)
def test_the_folder_for_unwanted_mail_is_looked_for_whatever_namespaces_a_server_says_it_has(
    said: str, asked: list[str]
) -> None:
    with (
        Scripted(Script("IMAP4rev1 NAMESPACE", NAMESPACE=f"{said}\r\n{{tag}} OK done")) as server,
        connect(scripted(server), SECRET) as mailbox,
    ):
        assert mailbox.junk_folder() == ""
    looked_for = [line.split(" ")[3].strip('"') for line in server.heard if " LIST " in line]
    assert looked_for == ["*", *asked]


# logging in


def test_a_name_and_a_password_of_any_letters_go_out_as_plain() -> None:
    script = Script("IMAP4rev1 AUTH=PLAIN", AUTHENTICATE="+ ")
    with Scripted(answering_once(script)) as server, connect(scripted(server, username="李 明"), Secret("密码")):
        pass
    assert base64.b64decode(server.heard[2]).decode() == "\0李 明\0密码"


def answering_once(script: Script) -> Callable[[Line], None]:
    """After the first challenge whatever comes lets the client in."""

    def talk(line: Line) -> None:
        line.say("* OK ready")
        for command in commands(line):
            tag, _, rest = command.partition(" ")
            if rest.startswith("AUTHENTICATE"):
                line.say("+ ")
                line.hear()
                line.say(f"{tag} OK in")
            elif rest == "CAPABILITY":
                line.say(script.answers["CAPABILITY"][0].replace("{tag}", tag))
            else:
                line.say("* BYE", f"{tag} OK done")

    return talk


def test_a_name_with_spaces_is_quoted_for_login() -> None:
    with Scripted(Script()) as server, connect(scripted(server, username='li "ming"'), SECRET):
        pass
    assert any(line.endswith('LOGIN "li \\"ming\\"" "hunter2"') for line in server.heard)


NOT_ASCII = Secret("密码hunter2")


def test_a_password_that_login_cannot_carry_is_not_called_wrong() -> None:
    with Scripted(Script()) as server, pytest.raises(Unreachable) as caught:
        connect(scripted(server), NOT_ASCII)
    shown = report(caught.value)  # before pytest puts the parts of its assertion into this very frame
    assert caught.value.key == "imap.method"
    assert "密码" not in shown


def test_an_access_token_goes_out_as_xoauth2_and_a_refused_one_is_a_refused_login() -> None:
    def talk(line: Line) -> None:
        line.say("* OK ready")
        line.hear()
        line.say("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2", f"{line.heard[-1].split(' ')[0]} OK done")
        tag = line.hear().split(" ")[0]
        line.say("+ ")
        assert base64.b64decode(line.hear()) == b"user=li\x01auth=Bearer hunter2\x01\x01"
        line.say("+ eyJzdGF0dXMiOiI0MDAifQ==")
        assert line.hear() == ""
        line.say(f"{tag} NO [AUTHENTICATIONFAILED] Invalid credentials")

    with Scripted(talk) as server:
        error = error_of(scripted(server, auth="xoauth2"))
    assert error.key == "imap.login"


def test_a_server_without_xoauth2_gets_no_token() -> None:
    with Scripted(Script("IMAP4rev1 AUTH=PLAIN")) as server:
        error = error_of(scripted(server, auth="xoauth2"))
    assert (error.key, error.values["offered"]) == ("imap.method", ["AUTH=PLAIN"])
    assert verbs(server) == ["CAPABILITY"]


# encryption


def implicit(line: Line) -> None:
    line.encrypt()
    Script()(line)


def starttls(line: Line) -> None:
    line.say("* OK ready")
    for answer in ("* CAPABILITY IMAP4rev1 STARTTLS\r\n", ""):
        line.say(f"{answer}{line.hear().split(' ')[0]} OK done")
    line.encrypt()
    Script().go_on(line)


@pytest.mark.parametrize(("talk", "security"), [(implicit, "tls"), (starttls, "starttls")])
def test_a_trusted_certificate_opens_the_folder(talk: Callable[[Line], None], security: str) -> None:
    with Scripted(talk) as server, connect(scripted(server, security=security, ca_file=CERTIFICATE), SECRET) as mailbox:
        assert mailbox.select().exists == 1


@pytest.mark.parametrize(("talk", "security"), [(implicit, "tls"), (starttls, "starttls")])
@pytest.mark.parametrize("more", [{}, {"host": "127.0.0.1", "ca_file": CERTIFICATE}])
def test_an_untrusted_certificate_gets_no_password(
    talk: Callable[[Line], None], security: str, more: dict[str, str]
) -> None:
    with Scripted(talk) as server:
        assert error_of(scripted(server, security=security, **more)).key == "imap.certificate"
    assert "LOGIN" not in verbs(server)


def test_no_password_goes_out_where_starttls_is_taken_off_the_list() -> None:
    with Scripted(Script()) as server:
        assert error_of(scripted(server, security="starttls")).key == "imap.no_starttls"
    assert verbs(server) == ["CAPABILITY"]


@pytest.mark.parametrize("security", ["none", "starttls"])
def test_a_server_that_lets_us_in_without_a_login_is_not_followed(security: str) -> None:
    def talk(line: Line) -> None:
        line.say("* PREAUTH welcome")
        for command in commands(line):
            line.say("* CAPABILITY IMAP4rev1 STARTTLS", f"{command.split(' ')[0]} OK done")

    with Scripted(talk) as server:
        assert error_of(scripted(server, security=security)).key == "imap.preauth"
    assert verbs(server) == ["CAPABILITY"]


# one bad mail, and servers without IDLE

ONE = (
    '* 1 FETCH (UID 1 RFC822.SIZE 6 INTERNALDATE "02-Mar-2026 14:00:00 +0800" BODY[] {6}\r\none.\r\n)\r\n{tag} OK done'
)


def test_a_date_that_is_none_is_left_open() -> None:
    script = Script(UID_FETCH=ONE.replace("02-Mar", "99-Foo"))
    with Scripted(script) as server, connect(scripted(server), SECRET) as mailbox:
        mailbox.select()
        (mail,) = mailbox.fetch([1])
    assert isinstance(mail, Fetched)
    assert mail.received_at is None


@pytest.mark.parametrize(
    ("capabilities", "answers"), [("IMAP4rev1", {}), ("IMAP4rev1 IDLE", {"IDLE": "{tag} NO not here"})]
)
def test_where_there_is_no_idle_the_server_is_asked(capabilities: str, answers: dict[str, str]) -> None:
    script = Script(capabilities, UID_SEARCH="* SEARCH 4 5\r\n{tag} OK done", **answers)
    with Scripted(script) as server, connect(scripted(server), SECRET) as mailbox:
        mailbox.select()
        assert mailbox.wait(0.01, never) is False
        assert not mailbox.idles
        assert mailbox.new_uids(4) == [5]
    assert verbs(server)[-4:] == [
        *([] if answers else ["EXAMINE"]),
        *(["IDLE"] if answers else []),
        "NOOP",
        "UID",
        "LOGOUT",
    ]


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ({"IDLE": "+ idling", "DONE": "freeze"}, "imap.timeout"),
        ({"IDLE": "freeze"}, "imap.timeout"),
        ({"IDLE": "+ idling", "DONE": "hang up"}, "imap.gone"),
        ({"IDLE": "* 5 EXISTS"}, "imap.gone"),
        ({"IDLE": "+ idling\r\n* BYE"}, "imap.gone"),
    ],
)
def test_a_wait_that_goes_wrong_ends_in_an_error_and_never_in_silence(answers: dict[str, str], key: str) -> None:
    with Scripted(Script("IMAP4rev1 IDLE", **answers)) as server, connect(scripted(server), SECRET, timeout=0.2) as box:
        box.select()
        with pytest.raises(Unreachable) as caught:
            box.wait(0.01, never)
    assert caught.value.key == key


def test_a_frozen_server_does_not_hold_up_who_wants_to_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a shorter patience the test takes ten minutes."""
    monkeypatch.setattr(imap, "SLICE", 0.05)
    script = Script("IMAP4rev1 IDLE", IDLE="+ idling", DONE="freeze")
    with Scripted(script) as server, connect(scripted(server), SECRET, timeout=600) as mailbox:
        mailbox.select()
        with pytest.raises(Unreachable, match=r"imap\.timeout"):
            mailbox.wait(3600, lambda: True)


def test_a_first_search_that_finds_nothing_among_mails_is_not_believed() -> None:
    """Whoever did would begin behind them."""
    script = Script(UID_SEARCH=["* SEARCH\r\n{tag} OK done", "* SEARCH 8\r\n{tag} OK done"])
    with Scripted(script) as server, connect(scripted(server), SECRET) as mailbox:
        mailbox.select()
        with pytest.raises(Unreachable) as caught:
            mailbox.newest(200)
        assert caught.value.key == "imap.answer"
        assert mailbox.newest(200) == [8]


def test_an_empty_folder_has_no_newest_mails() -> None:
    empty = "* 0 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 9]\r\n{tag} OK [READ-ONLY]"
    with Scripted(Script(EXAMINE=empty)) as server, connect(scripted(server), SECRET) as mailbox:
        mailbox.select()
        assert mailbox.newest(200) == []


def _small_letters(line: Line) -> None:
    line.say("* ok ready")
    Script(
        CAPABILITY="* capability imap4rev1\r\n{tag} ok done",
        LOGIN="{tag} ok in",
        EXAMINE="* 2 exists\r\n* ok [uidvalidity 7]\r\n* ok [uidnext 9]\r\n{tag} ok [read-only]",
        NOOP="{tag} ok done",
        UID_SEARCH="* search 3\r\n{tag} ok done",
        UID_FETCH='* 1 fetch (uid 3 internaldate "02-Mar-2026 10:00:00 +0000" rfc822.size 14 body[] {14}\r\n'
        "* ok: hello\r\n\r)\r\n{tag} ok done",
        LOGOUT="* bye\r\n{tag} ok done",
    ).go_on(line)


def test_keywords_may_come_in_small_letters() -> None:
    with Scripted(_small_letters) as server, connect(scripted(server), SECRET) as box:
        assert box.select() == (7, 9, 2)
        assert box.new_uids(0) == [3]
        (mail,) = box.fetch([3])
    assert isinstance(mail, Fetched)
    assert mail.raw == b"* ok: hello\r\n\r"


def test_what_a_search_finds_may_come_in_several_lines() -> None:
    script = Script(UID_SEARCH="* SEARCH 4 5\r\n* SEARCH\r\n* SEARCH 7 (MODSEQ 12)\r\n* SEARCH 8\r\n{tag} OK done")
    with Scripted(script) as server, connect(scripted(server), SECRET) as box:
        box.select()
        assert box.new_uids(0) == [4, 5, 7, 8]


def test_a_refusal_in_small_letters_is_one() -> None:
    with Scripted(Script(LOGIN="{tag} no [authenticationfailed] wrong")) as server:
        assert error_of(scripted(server)).key == "imap.login"
