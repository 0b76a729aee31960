"""`collabtui person import|add|edit|list|tie|merge|leave|away`: the people in the directory."""

import os
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, Option, Parser, Positional
from collabtui.cli.base.input_files import read_bytes
from collabtui.cli.base.people_to_look_at import ToLookAt
from collabtui.cli.base.record_rows import show_records
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.text.lengths import counts

if TYPE_CHECKING:
    from collabtui.domain.people import Person
    from collabtui.formats.people.people_files import PeopleFile
    from collabtui.lifecycle.people.edit_people import ImportDifferences, PersonChange
    from collabtui.lifecycle.people.person_leaves import Leaving
    from collabtui.store.queries.rows.people_rows import PersonRow


class ImportPeopleArgs(NamedTuple):
    file: FilePath
    skip: bool = False
    dry_run: bool = False
    bind_dn: str = ""
    password_command: str = ""
    anonymous: bool = False


class AddPersonArgs(NamedTuple):
    name: str
    email: Positional[str] = ""
    department: str = ""
    new_department: bool = False
    title: str = ""
    locale: Literal["zh", "en"] | None = None
    timezone: str | None = None
    head: bool = False
    contact: bool = False
    phone: str = ""
    country: str = ""


class EditPersonArgs(NamedTuple):
    person: str
    name: str | None = None
    email: str | None = None
    department: str | None = None
    new_department: bool = False
    title: str | None = None
    locale: Literal["zh", "en"] | None = None
    timezone: str | None = None
    head: Literal["yes", "no"] | None = None
    contact: Literal["yes", "no"] | None = None
    phone: str | None = None
    country: str | None = None
    deputy: str | None = None
    link: tuple[str, ...] = ()
    unlink: tuple[str, ...] = ()
    back: bool = False
    resend: bool = False


class LeaveArgs(NamedTuple):
    person: str
    to: Option[str]
    dry_run: bool = False


class AwayArgs(NamedTuple):
    person: str
    from_: str | None = None
    to: str | None = None
    deputy: str = ""
    back: bool = False


class ListPeopleArgs(NamedTuple):
    left: bool = False


class LinkAddressArgs(NamedTuple):
    person: str
    email: str


class MergePeopleArgs(NamedTuple):
    person: str
    other: str
    dry_run: bool = False


def register(parser: Parser) -> None:
    parser.verb("import", import_people, ImportPeopleArgs)
    parser.verb("add", add_person, AddPersonArgs)
    parser.verb("edit", edit_person, EditPersonArgs)
    parser.verb("list", list_people, ListPeopleArgs)
    parser.verb("tie", link_address, LinkAddressArgs)
    parser.verb("merge", merge_people, MergePeopleArgs)
    parser.verb("leave", leave, LeaveArgs)
    parser.verb("away", away, AwayArgs)


def import_people(context: Context, arguments: ImportPeopleArgs) -> None:
    """Import people from a file or a directory; those without an address are named, and left out with `--skip`."""
    from collabtui.errors import Refused
    from collabtui.lifecycle.people import edit_people

    found = _people_in(context, arguments)
    if found.without and not arguments.skip:
        key = "person.without_address" if found.line else "person.without_address_there"
        raise Refused(key, n=len(found.drafts), names=found.without, line=found.line)
    if arguments.dry_run:
        done = edit_people.imported_differences(context.acting(), found.drafts)
        _show_differences(context, done, ToLookAt(done.imported, _gone(context, arguments, found), found.without))
        return
    imported = edit_people.import_people(context.acting(), found.drafts)
    look = ToLookAt(imported, _gone(context, arguments, found), found.without)
    if context.options.json:
        context.show(imported.counts | look.as_json())
    context.say("person.imported", counts=counts(context.words, "person.count", imported.counts))
    look.say(context)


def _people_in(context: Context, arguments: ImportPeopleArgs) -> "PeopleFile":
    from collabtui.formats.people.ldap_url import is_ldap_url
    from collabtui.formats.people.people_files import people_in

    if is_ldap_url(arguments.file):
        return _people_of_directory(context, arguments)
    return people_in(Path(arguments.file).name, read_bytes(arguments.file))


def _people_of_directory(context: Context, arguments: ImportPeopleArgs) -> "PeopleFile":
    """Raises `Refused` (ldap.*)."""
    from collabtui.errors import Refused
    from collabtui.formats.people.ldap_url import read_ldap_url
    from collabtui.formats.people.people_files import people_in
    from collabtui.system.directory_search import Login, search

    asked = read_ldap_url(arguments.file)
    login = Login(arguments.bind_dn, _directory_password(context, asked.host, arguments), arguments.anonymous)
    begin_tls = asked.is_plain and bool(arguments.bind_dn)
    found = search(asked.server, asked.base, asked.scope, asked.filter, asked.attributes, login, begin_tls=begin_tls)
    if found.referrals:
        context.warn("ldap.referrals", servers=list(dict.fromkeys(found.referrals)))
    key = "ldap.nobody_at_base" if asked.scope == "base" else "ldap.nobody"
    nobody = Refused(key, server=asked.server, base=asked.base, scope=asked.scope, filter=asked.filter)
    if not found.has_entries:
        raise nobody
    try:
        return people_in(asked.base, found.ldif)._replace(line=0)
    except Refused as error:
        raise nobody if error.key == "people.none" else error from None


def _gone(context: Context, arguments: ImportPeopleArgs, found: "PeopleFile") -> "list[Person]":
    from collabtui.formats.people.ldap_url import is_ldap_url
    from collabtui.lifecycle.people.gone_from_directory import gone_from_directory

    return gone_from_directory(context.workspace.store, found.drafts) if is_ldap_url(arguments.file) else []


def _directory_password(context: Context, host: str, arguments: ImportPeopleArgs) -> str:
    """As those of mail are looked up; at a terminal it is asked for where none is kept. Empty without a name."""
    from collabtui.errors import CollabError
    from collabtui.mail.transport.secrets import SecretSource, looked_up

    if not arguments.bind_dn:
        return ""
    source = SecretSource(
        "COLLABTUI_LDAP_PASSWORD", arguments.password_command, "--password-command", f"collabtui-ldap@{host}",
        arguments.bind_dn,
    )  # fmt: skip
    try:
        return looked_up(source, os.environ).reveal()
    except CollabError as error:
        if error.key != "secrets.missing" or not context.can_ask:
            raise
        from getpass import getpass

        return getpass(context.words("ldap.ask_password", name=arguments.bind_dn))


def _show_differences(context: Context, found: "ImportDifferences", look: ToLookAt) -> None:
    """Who would be new, and of the others each value that would be another one."""
    done = found.imported
    added = [{"name": one.name, "email": one.email, "department": one.department} for one in done.added]
    changed = [one._asdict() for one in found.changes]
    if context.options.json:
        context.show({"added": added, "changed": changed, "unchanged": done.unchanged} | look.as_json())
        return
    lines = [("+", one["name"], one["email"], one["department"]) for one in added]
    lines += [
        ("~", one.name, context.words(f"person.value.{one.field}"), _changed(context, one.field, one.before, one.after))
        for one in found.changes
    ]
    context.out.lines(table(lines, width=terminal_width(context.out)))
    context.say("person.would_import", counts=counts(context.words, "person.count", done.counts))
    look.say(context)


def _changed(context: Context, field: str, before: str, after: str) -> str:
    """A language by its name."""
    values = (context.words(f"language.{one}") if field == "locale" and one else one for one in (before, after))
    return " → ".join(values)


def add_person(context: Context, arguments: AddPersonArgs) -> None:
    from collabtui.domain.meetings.draft import PersonDraft
    from collabtui.domain.people import Department
    from collabtui.formats.people.typed_person import typed_person
    from collabtui.lifecycle.people import edit_people
    from collabtui.lifecycle.people.department_slips import is_called_alike, refuse_slip

    known = [one.name for one in context.workspace.store.find(Department)]
    name, address, behind = typed_person(arguments.name, arguments.email, partial(is_called_alike, known))
    department = arguments.department or behind
    if not arguments.new_department:
        refuse_slip(context.workspace.store, department)
    draft = PersonDraft(
        name=name,
        email=address,
        department=department,
        title=arguments.title,
        locale=arguments.locale,
        timezone=arguments.timezone,
        head=arguments.head,
        contact=arguments.contact,
        phone=arguments.phone,
        country=arguments.country,
    )
    person = edit_people.add_person(context.acting(), draft)
    if context.options.json:
        context.show({"ref": person.ref, "name": person.name, "email": person.email})
    context.say("person.added", ref=person.ref, name=person.name)


def edit_person(context: Context, arguments: EditPersonArgs) -> None:
    """Only what is named. What did not arrive at an earlier address is said, and sent again with `--resend`."""
    from collabtui.lifecycle.base import outbox
    from collabtui.lifecycle.base.correspondence.present_address import not_arrived
    from collabtui.lifecycle.base.directory import find_person
    from collabtui.lifecycle.people.department_slips import refuse_slip
    from collabtui.lifecycle.people.edit_people import edit_person as edit

    store = context.workspace.store
    person, change = find_person(store, arguments.person), _change(arguments)
    if change.department and not arguments.new_department:
        refuse_slip(store, change.department)
    if not arguments.resend or any(arguments[1:-1]):
        person = edit(context.acting(), person.ref, change)
    failed = not_arrived(store, person)
    again = outbox.send_again(context.acting(), person.ref) if arguments.resend else []
    if context.options.json:
        state = {"failed": [mail.ref for mail in failed], "sent_again": [mail.ref for mail in again]}
        shown = person.model_dump(mode="json", include={"ref", "name", "email", "aliases", "department", "head"})
        context.show(shown | state)
    context.say("person.edited", ref=person.ref, name=person.name, email=person.email)
    if again:
        context.say("person.sent_again", n=len(again), email=person.email)
    elif failed:
        context.say("person.not_arrived", n=len(failed), refs=[mail.ref for mail in failed], ref=person.ref)


def _change(arguments: EditPersonArgs) -> "PersonChange":
    from collabtui.lifecycle.people.edit_people import PersonChange

    marks = {"yes": True, "no": False, None: None}
    return PersonChange(
        name=arguments.name,
        email=arguments.email,
        department=arguments.department,
        title=arguments.title,
        locale=arguments.locale,
        timezone=arguments.timezone,
        head=marks[arguments.head],
        contact=marks[arguments.contact],
        phone=arguments.phone,
        country=arguments.country,
        deputy=arguments.deputy,
        link=arguments.link,
        unlink=arguments.unlink,
        back=arguments.back,
    )


def list_people(context: Context, arguments: ListPeopleArgs) -> None:
    from collabtui.store.queries.people_list import people, people_who_left

    rows = (people_who_left if arguments.left else people)(context.reader, today=context.today)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("person.nobody_left" if arguments.left else "person.none")
    else:
        shown = (
            (one["ref"], one["name"], one["department"] or "", one["title"] or "", one["email"], _left(context, one))
            for one in rows
        )
        context.out.lines(table(shown, width=terminal_width(context.out)))


def _left(context: Context, row: "PersonRow") -> str:
    if not row["left_at"]:
        return ""
    day = datetime.fromisoformat(row["left_at"]).astimezone(context.zone).date()
    shown = context.words.day(day)
    if row["successor"]:
        return context.words("person.left_to", day=shown, name=row["successor"])
    return context.words("person.left", day=shown)


def link_address(context: Context, arguments: LinkAddressArgs) -> None:
    """Mail from that address is this person's from now on."""
    from collabtui.lifecycle.base import directory
    from collabtui.lifecycle.people import edit_people

    person = directory.find_person(context.workspace.store, arguments.person)
    person = edit_people.link_address(context.acting(), person.ref, arguments.email)
    context.say("person.tied", name=person.name, email=arguments.email)


def merge_people(context: Context, arguments: MergePeopleArgs) -> None:
    """`other` turns out to be `person`."""
    from collabtui.lifecycle.access.visible_store import seen_of
    from collabtui.lifecycle.base.directory import find_person
    from collabtui.lifecycle.people.merge_people import merge, to_be_merged

    store = context.workspace.store
    stays, goes = (find_person(store, name).ref for name in (arguments.person, arguments.other))
    done = to_be_merged(context.acting(), stays, goes) if arguments.dry_run else merge(context.acting(), stays, goes)
    moved = [record.ref for record in seen_of(context.acting(), done.records)]
    if context.options.json:
        context.show({"stays": stays, "goes": goes, "addresses": done.stays.addresses, "refs": moved})
    elif arguments.dry_run:
        context.say("merge.would", stays=f"{stays} {done.stays.name}", goes=f"{goes} {done.goes.name}")
        context.out.line(" ".join(moved[:-2]))
    else:
        context.say("merge.done", ref=goes, name=done.stays.name, email=done.stays.email)


def leave(context: Context, arguments: LeaveArgs) -> None:
    """All that somebody holds is another's."""
    from collabtui.lifecycle.base.directory import find_person
    from collabtui.lifecycle.people.person_leaves import as_seen, to_be_handed_over
    from collabtui.lifecycle.people.person_leaves import leave as hand_over

    store, acting = context.workspace.store, context.acting()
    goes, stays = (find_person(store, name).ref for name in (arguments.person, arguments.to))
    found = to_be_handed_over(store, acting, goes, stays)
    leaving = as_seen(acting, found)
    if context.options.json:
        lists = (leaving.handed_over, leaving.votes, leaving.closed, leaving.unread)
        refs, votes, closed, unread = ([one.ref for one in seen] for seen in lists)
        shown = {"leaves": goes, "to": stays, "refs": refs, "votes": votes}
        more = {"closed": closed, "unread": unread, "led": leaving.led or None}
        context.show(shown | {"to_invite": found.to_invite} | more)
    _show_leaving(context, leaving)
    if arguments.dry_run:
        return
    hand_over(acting, goes, stays)
    done = "leave.done" if found.is_heard_by_successor else "leave.done_alone"
    context.say(done, name=leaving.leaver.name, to=leaving.successor.name)
    if found.to_invite:
        context.say("leave.invite", refs=found.to_invite)


def _show_leaving(context: Context, leaving: "Leaving") -> None:
    context.say("leave.would", name=leaving.leaver.name, to=leaving.successor.name, n=leaving.n)
    if not context.options.json:
        show_records(context, leaving.handed_over)
    if leaving.led:
        context.say("leave.led", to=leaving.successor.name, department=leaving.led)
    if leaving.objections:
        context.say("leave.objections", to=leaving.successor.name, refs=[one.ref for one in leaving.objections])
    if leaving.votes:
        context.say("leave.votes", name=leaving.leaver.name, refs=[vote.ref for vote in leaving.votes])
    if leaving.unled:
        context.say("leave.unled", department=leaving.unled)
    if leaving.without_standby:
        context.say("leave.without_standby", refs=leaving.without_standby)
    for matter in leaving.unread:
        context.say("leave.unread", name=leaving.leaver.name, matter=matter.ref)
    for matter in leaving.closed:
        context.warn("leave.closed", to=leaving.successor.name, matter=matter.ref)


def _say_who_stands_in(context: Context, person: "Person") -> None:
    from collabtui.lifecycle.people.covered_days import who_stands_in

    for one in who_stands_in(context.workspace.store, person, context.today, context.words):
        context.say(one.key, name=one.name, days=one.days, deputies=one.deputies, deputy=one.deputy)


def away(context: Context, arguments: AwayArgs) -> None:
    """For some days, or here again."""
    from collabtui.cli.action.action_command import day_of
    from collabtui.errors import Refused
    from collabtui.language.dates.day_range import read_range
    from collabtui.lifecycle.base.directory import find_person
    from collabtui.lifecycle.bookings.away_then import missed_by, promised_while_away
    from collabtui.lifecycle.people import edit_absence

    ref = find_person(context.workspace.store, arguments.person).ref
    if arguments.back:
        person = edit_absence.end_absence(context.acting(), ref)
    elif arguments.deputy and not (arguments.from_ or arguments.to):
        person = edit_absence.name_deputy(context.acting(), ref, arguments.deputy)
    else:
        both = read_range(arguments.from_ or "", locale=context.words.locale, written=context.today)
        if both is not None and arguments.to is None:
            first, last = both
        elif arguments.to is None:
            raise Refused("absence.no_end")
        else:
            first = day_of(context, arguments.from_) if arguments.from_ else context.today
            last = day_of(context, arguments.to)
        person = edit_absence.set_away(context.acting(), ref, first, last, arguments.deputy)
    if context.options.json:
        fields = {"ref", "name", "away_from", "away_until", "away_deputy", "deputy"}
        context.show(person.model_dump(mode="json", include=fields))
    if person.away_from is None or person.away_until is None:
        context.say("absence.back", name=person.name)
    else:
        words = context.words
        days = {"first": words.day(person.away_from), "last": words.day(person.away_until)}
        context.say("absence.noted", name=person.name, **days)
        _say_who_stands_in(context, person)
        for missed in missed_by(context.workspace.store, person):
            meeting = {"ref": missed.meeting.ref, "title": missed.meeting.title}
            about = {"name": person.name, **meeting, "at": context.moment(missed.meeting.start.isoformat())}
            if missed.leads:
                context.say("absence.leads", what=missed.leads, **about)
            else:
                context.say("absence.misses", **about)
        for one in promised_while_away(context.workspace.store, person):
            context.say("absence.promised", name=person.name, ref=one.ref, what=one.what, matter=one.matter)
