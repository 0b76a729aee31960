"""The keys of the configuration file `config.toml`, and what each may be. Read, checked and written: `config_file`."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from collabtui.domain.deadlines.reminder_two_days_before import ReminderDeadlines
from collabtui.domain.meeting_deadlines import MeetingDeadlines
from collabtui.domain.model import ZoneName
from collabtui.domain.people import Locale

YEAR = 365
"""Days. Nobody is reminded further ahead, and a slip of the finger does not reach the end of the calendar."""


class ConfigSection(BaseModel):
    # Python's own regular expressions: those of pydantic take half a megabyte for the two that are here
    model_config = ConfigDict(frozen=True, extra="forbid", regex_engine="python-re")

    @field_validator("*", mode="before")
    @classmethod
    def _no_truth_for_a_number(cls, value: object, info: ValidationInfo) -> object:
        """To Python `true` is 1: a port, days, seconds."""
        parts = value if isinstance(value, list) else [value]
        if (
            any(isinstance(part, bool) for part in parts)
            and cls.model_fields[info.field_name or ""].annotation is not bool
        ):
            raise ValueError("true or false")
        return value


class Organiser(ConfigSection):
    name: str = Field(min_length=1)
    email: str = Field(pattern=r"^[^\s@<>]+@[^\s@<>]+\Z", examples=["name@example.com"])
    locale: Locale = "zh"
    timezone: ZoneName = "Asia/Shanghai"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Server(ConfigSection):
    host: str = Field(min_length=1, pattern=r"^[^\s\x00-\x20\x7f/@]+\Z", examples=["mail.example.com"])
    port: int = Field(gt=0, lt=65536)
    security: Literal["tls", "starttls", "none"]
    """`none` is refused unless the host is loopback: `encryption_required`."""
    username: str = ""
    password_command: str = ""
    auth: Literal["password", "xoauth2"] = "password"
    ca_file: str = ""
    certificate: str = Field(default="", pattern=r"^[A-Za-z0-9+/]*={0,2}\Z", max_length=20_000)
    """The server's own, in base64, that somebody trusts though no authority vouches for it: no other one of that kind
    is accepted then."""


class Smtp(Server):
    port: int = Field(default=587, gt=0, lt=65536)
    security: Literal["tls", "starttls", "none"] = "starttls"


class Imap(Server):
    port: int = Field(default=993, gt=0, lt=65536)
    security: Literal["tls", "starttls", "none"] = "tls"
    folder: str = "INBOX"
    junk: bool = True
    """Whether the folder for unwanted mail is looked into too: providers put answers there."""


class AccountSmtp(Smtp):
    account: str = ""
    """What the account is called: its password is its own, and no other's."""


class AccountImap(Imap):
    account: str = ""


class Reply(ConfigSection):
    subaddress: bool = True
    authserv_id: str = ""
    reading_seconds: int = Field(default=10, gt=0, le=600)
    """How long one mail may be read."""
    reading_tries: int = Field(default=3, gt=0, le=100)
    """After so many tries a mail that takes longer, or kills its reader, is set aside for a person."""


_DEADLINES, _REMINDED = MeetingDeadlines(), ReminderDeadlines()


class MeetingRules(ConfigSection):
    max_minutes: int = Field(default=90, gt=0, le=1440)
    material_days: int = Field(default=_DEADLINES.material_days, ge=0, le=YEAR)
    minutes_hours: int = Field(default=_DEADLINES.minutes_hours, gt=0, le=24 * YEAR)
    sign_off_days: int = Field(default=_DEADLINES.sign_off_days, gt=0, le=YEAR)
    ground_rules: str = Field(default="", max_length=500)
    """How one talks to each other; empty: the usual ones, in the reader's language."""


class Reminders(ConfigSection):
    days_before: tuple[Annotated[int, Field(ge=0, le=YEAR)], ...] = _REMINDED.days_before
    at: str = Field(default="09:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d\Z")
    calendar: str = "CN"
    escalate_after: int = Field(default=_REMINDED.escalate_after, ge=0, le=YEAR)


class Backup(ConfigSection):
    """Copies that the worker makes by itself."""

    folder: str = Field(default="", pattern=r"^[^\x00-\x1f\x7f]*\Z")
    """Where they are kept; empty for `copies` beside the database. Another disk is better."""
    every: Literal["hour", "day", "week", "never"] = "day"
    keep: int = Field(default=7, ge=1, le=YEAR)
    """How many: the oldest goes when there are more."""


GroupService = Literal["wecom", "dingtalk", "feishu"]


_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL}){{0,20}}|\[[0-9A-Fa-f:.]{{2,45}}\])"
_PORT = r"(?::(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]))?"
WEB_HOOK = rf"^(https?://{_HOST}{_PORT}(?:/[!-\"$->@-~]*)?)?\Z"
"""An address as it is sent, without user, query and fragment: a secret has other places."""


class Robot(ConfigSection):
    """The robot of a group, which posts there. What it proves itself by is no key here: it is asked for as passwords
    are, the token that the service puts into the address of the web hook as COLLABTUI_ROBOT_TOKEN or by
    `token_command`, the secret that it signs with as COLLABTUI_ROBOT_SECRET or by `secret_command`."""

    service: GroupService | Literal[""] = ""
    """Empty: there is none."""
    url: str = Field(default="", pattern=WEB_HOOK, max_length=500, examples=["https://oapi.dingtalk.com/robot/send"])
    """The address of the web hook up to the token; empty for the service's own."""
    signed: bool = True
    """Whether the robot was set up to demand signatures; WeCom's has none."""
    token_command: str = ""
    secret_command: str = ""
    ca_file: str = ""
    timeout: int = Field(default=10, gt=0, le=120)
    """Seconds."""


class Database(ConfigSection):
    """Of an organisation that has one ledger on PostgreSQL. Its password is no key here: it is
    COLLABTUI_DATABASE_PASSWORD, what `password_command` prints, or found by libpq in its own places."""

    url: str = Field(
        default="",
        pattern=r"^(postgres(ql)?://\S*)?\Z",
        max_length=1000,
        examples=["postgresql://collabtui@db.example.com/collabtui"],
    )
    """Empty: the file beside this one, with SQLite. Without a password."""
    password_command: str = ""


class AccountAccess(ConfigSection):
    """The part of this machine in the accounts that are records of the database (`collabtui account`)."""

    names: tuple[str, ...] = ()
    """Those that it sends and reads mail for where a command names none, besides the account of this file; `all`."""
    password_command: str = ""
    """Prints the password of any of them: `{account}` in it is the name, `{server}` is smtp or imap."""


class Config(ConfigSection):
    organiser: Organiser
    smtp: Smtp
    imap: Imap
    reply: Reply = Reply()
    meeting: MeetingRules = MeetingRules()
    reminders: Reminders = Reminders()
    backup: Backup = Backup()
    robot: Robot = Robot()
    database: Database = Database()
    accounts: AccountAccess = AccountAccess()
