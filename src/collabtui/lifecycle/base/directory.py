"""The directory: names as people write them → persons in the store."""

from collections.abc import Iterable, Sequence

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import NameInAgenda, PersonDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import NO_NAME_HAS, Department, Person
from collabtui.domain.refs import is_ref, kept_ref
from collabtui.errors import Conflict, Refused, Unknown
from collabtui.formats.address_text import LONGEST_ADDRESS, NamedAddress, read_mailbox
from collabtui.formats.time_zone_names import known_zone
from collabtui.language.capture.people_names import each_person, each_with_left, match_people
from collabtui.lifecycle.base.access.account_config import account_at, account_of_actor, accounts_in_use
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.left_people import successor_of
from collabtui.mail.identity.own_sender import sender_of
from collabtui.mail.parse.addresses import typed_address
from collabtui.store.interface import Reader, Transaction
from collabtui.system import work_calendar_cache

_LATELY = 50
"""Mails."""


def everybody(reader: Reader) -> list[Person]:
    """All who can be meant: not those who turned out to be somebody else, or have left."""
    return [person for person in reader.find(Person) if person.is_here]


def known_at(reader: Reader, address: str, name: str) -> Person | None:
    """The person whose address it is: his present one, or an earlier one of somebody who is or was called so. Under
    another name an earlier address is somebody else's by now."""
    wanted = address_of(address)
    if found := reader.find(Person, email=wanted, limit=1):
        return found[0]
    linked = reader.find(Person, aliases=wanted)
    if len(linked) != 1:
        return None
    names = {linked[0].name, *(one.name for one in reader.find(Person, merged_into=linked[0].ref))}
    return linked[0] if name in names or not name else None


def find_person(reader: Reader, name: str) -> Person:
    """By name, address, both (`Li Na <li@x.test>`), or what is unmistakable of them. Raises `Unknown` (name.unknown:
    value, near) with the nearest known names, of a department (name.is_department: value, people) and of who has left
    (name.left: value, ref; name.left_to: with the name of the successor); `Refused` (name.ambiguous, name.several:
    value, names; name.several_left: who of them have left; name.other_address: name, known, address, ref;
    name.of_another: name, address, person)."""
    for known in reader.find(Person, ref=kept_ref(name)):
        if known.merged_into is None:
            return known
        if known.merged_into != known.ref:
            return reader.get(Person, known.merged_into)
    people = everybody(reader)
    mailbox = read_mailbox(name) if "@" in name else None
    if mailbox and mailbox.name and (at_address := _at_mailbox(reader, mailbox, people)):
        return at_address
    match = match_people(name, people)
    if match.found is not None:
        return next(person for person in people if person.ref == match.found)
    if match.candidates:
        raise Refused("name.ambiguous", value=name, names=match.distinct)
    if several := each_person(name, people):
        raise Refused("name.several", value=name, names=several)
    _refuse_several_of_whom_some_left(reader, name, people)
    if members := [person.name for person in people if person.department == name.strip()]:
        raise Unknown("name.is_department", value=name, people=members)
    if left := who_left(reader, name):
        if successor := successor_of(reader, left.ref):
            raise Unknown("name.left_to", value=left.name, ref=left.ref, successor=successor.name)
        raise Unknown("name.left", value=left.name, ref=left.ref)
    raise (
        Unknown("name.unknown", value=name, near=match.nearest) if match.nearest else Unknown("name.nobody", value=name)
    )


def _at_mailbox(reader: Reader, mailbox: NamedAddress, people: Sequence[Person]) -> Person | None:
    """Whose address it is, where the name beside it is nobody else's; it tells two apart who share the address."""
    address = address_of(mailbox.address)
    called = match_people(mailbox.name, people).found
    by_name = next((one for one in people if one.ref == called), None)
    if by_name and address in by_name.addresses:
        return by_name
    by_address = known_at(reader, address, mailbox.name)
    if by_name and by_address:
        raise Refused("name.of_another", name=by_name.name, address=address, person=by_address.name)
    if by_name:
        raise Refused("name.other_address", name=by_name.name, known=by_name.email, address=address, ref=by_name.ref)
    return by_address if by_address and by_address.is_here else None


def _refuse_several_of_whom_some_left(reader: Reader, name: str, here: Sequence[Person]) -> None:
    gone = [one for one in reader.find(Person) if one.left_at and one.merged_into is None]
    several, left = each_with_left(name, here, gone)
    if left:
        raise Refused("name.several_left", value=name, names=several, left=left)


def who_left(reader: Reader, name: str) -> Person | None:
    """The person of that name or address, where he has left."""
    found = [*reader.find(Person, name=name.strip()), *reader.find(Person, email=typed_address(name) or name)]
    return next((one for one in found if one.left_at and one.merged_into is None), None)


def named(tx: Transaction, acting: Acting, name: NameInAgenda) -> Person:
    """The person a name in an agenda means; one who is new but comes with an address is added."""
    if name.department:
        return contact_of(tx, name.department)
    if name.email:
        known = known_at(tx, name.email, name.name)
        return known or add(tx, acting, PersonDraft(name=name.name or name.email, email=name.email))
    return find_person(tx, name.name)


def contact_of(reader: Reader, department: str) -> Person:
    """The one person who stands for a department: its contact, else its head, else its only member."""
    department = current_name(reader, department)
    found = reader.find(Department, name=department, limit=1)
    members = [person for person in reader.find(Person, department=department) if person.is_here]
    if not found and not members:
        raise unknown_department(reader, department)
    if found and found[0].contact:
        return reader.get(Person, found[0].contact)
    heads = [person for person in members if person.head]
    for candidates in (heads, members):
        if len(candidates) == 1:
            return candidates[0]
    raise Refused("name.no_contact", value=department, names=[person.name for person in members])


def contacts(reader: Reader) -> dict[str, str]:
    """The name of whoever `contact_of` gives, by department; those without one are left out."""
    found = {}
    for department in dict.fromkeys(person.department for person in reader.find(Person) if person.department):
        try:
            found[department] = contact_of(reader, department).name
        except Refused:
            continue
    return found


def current_name(reader: Reader, department: str) -> str:
    """The present name of a department; the name as it is where no department is or was called so."""
    if reader.find(Department, name=department, limit=1):
        return department
    renamed = reader.find(Department, former_names=department, newest_first=True, limit=1)
    return renamed[0].name if renamed else department


def link(tx: Transaction, person: Person, address: str) -> Person:
    """Mail from `address` is this person's from now on, too where it was linked to others before: then they share it.

    Raises `Refused`: tie.taken (address, name) where it is somebody else's own address; name.no_address."""
    known = address_of(address)
    owners = tx.find(Person, email=known, limit=1)
    if owners and owners[0].ref != person.ref:
        raise Refused("link_address.taken", address=known, name=owners[0].name)
    if known in person.addresses:
        return person
    return tx.put(person.model_copy(update={"aliases": (*person.aliases, known)}))


def unknown_department(reader: Reader, name: str) -> Unknown:
    """name.no_department (value, near); name.no_departments (value) while nobody has one."""
    known = sorted({person.department for person in reader.find(Person) if person.department})
    if not known:
        return Unknown("name.no_departments", value=name)
    return Unknown("name.no_department", value=name, near=known)


def refuse_others_address(reader: Reader, written: str, ref: str = "") -> None:
    """Raises `Refused` (person.others_address: address, name) for a further address of somebody who is not `ref`: as an
    own one it would make two people of one sender; `Conflict` (person.taken: by) for somebody's own."""
    address = address_of(written)
    for other in reader.find(Person, email=address):
        if other.ref != ref:
            raise Conflict("person.taken", ref=ref, field="email", value=address, by=other.name)
    for other in reader.find(Person, aliases=address):
        if other.is_here and other.ref != ref:
            raise Refused("person.others_address", address=address, name=other.name)


def address_of(written: str) -> str:
    """As addresses are kept and compared. Raises `Refused`: name.address_missing where nothing is written;
    name.no_address for what is none, or none that a server takes, and where spaces are in it: without them it may be
    somebody else's."""
    if not written.strip():
        raise Refused("name.address_missing")
    address = typed_address(written)
    if not address or len(address) > LONGEST_ADDRESS or len(written.split()) > 1:
        raise Refused("name.no_address", value=written)
    return address


def refuse_unusable(draft: PersonDraft) -> None:
    """Raises `Refused` (person.no_name, person.name_is_address, agenda.zone): no mail could be written to such a
    person."""
    if not draft.name:
        raise Refused("person.no_name", email=draft.email)
    refuse_address_as_name(draft.name)
    if draft.timezone and not known_zone(draft.timezone):
        raise Refused("agenda.zone", value=draft.timezone)
    refuse_unknown_country(draft.country)


def refuse_unknown_country(country: str) -> None:
    """Raises `Refused` (config.calendar) for what is neither empty nor a country whose working days are known."""
    if country and not work_calendar_cache.is_known(country):
        raise Refused("config.calendar", value=country)


def refuse_address_as_name(name: str) -> None:
    """Raises `Refused` (person.name_is_address)."""
    if not NO_NAME_HAS.isdisjoint(name):
        raise Refused("person.name_is_address", value=name)


def add(tx: Transaction, acting: Acting, draft: PersonDraft) -> Person:
    """A further address of somebody else, under another name, is the new one's from then on and no more the other's."""
    refuse_unusable(draft)
    address = address_of(draft.email)
    for other in tx.find(Person, aliases=address):
        aliases = tuple(one for one in other.aliases if one != address)
        tx.put(other.model_copy(update={"aliases": aliases}))
    organiser = acting.config.organiser
    person = tx.put(
        Person(
            ref=tx.next_ref(Person),
            name=draft.name,
            email=address,
            department=current_name(tx, draft.department),
            title=draft.title,
            locale=draft.locale or organiser.locale,
            timezone=draft.timezone or organiser.timezone,
            head=bool(draft.head),
            phone=draft.phone,
            country=draft.country,
        )
    )
    set_department(tx, person, contact=draft.contact)
    return person


def set_department(tx: Transaction, person: Person, *, contact: bool | None) -> None:
    """Make sure that the person's department is there; a new contact takes the place of the old one, and so does a new
    head: a department has one of each. `contact` None leaves it as it is."""
    for other in [one for one in tx.find(Department) if one.contact == person.ref]:
        if other.name != person.department or contact is False:
            tx.put(other.model_copy(update={"contact": None}))
    if not person.department:
        return
    found = tx.find(Department, name=person.department, limit=1)
    department = found[0] if found else Department(ref=tx.next_ref(Department), name=person.department)
    if contact and department.contact != person.ref:
        tx.put(department.model_copy(update={"contact": person.ref}))
    elif not found:
        tx.put(department)
    if person.head:
        for other_head in tx.find(Person, department=person.department, head=True):
            if other_head.ref != person.ref:
                tx.put(other_head.model_copy(update={"head": False}))


def organiser(tx: Transaction, acting: Acting) -> Person:
    """The facilitator as a person: made at the first use, so that notices and minutes can be addressed to him."""
    own = acting.config.organiser
    if (moved := organiser_before(tx, acting)) is not None:
        address = address_of(own.email)
        aliases = tuple(one for one in moved.addresses if one != address)
        return tx.put(moved.model_copy(update={"email": address, "aliases": aliases}))
    known = known_at(tx, own.email, own.name)
    return known or add(tx, acting, PersonDraft(name=own.name, email=own.email, locale=own.locale))


def organiser_before(reader: Reader, acting: Acting) -> Person | None:
    """The facilitator under his address before, where the configuration has one that nobody is known by: the one person
    of his name, where he has facilitated, or our last mails came from him. One that he had earlier is his again where
    mails went out from the other."""
    own = acting.config.organiser
    if known := known_at(reader, own.email, own.name):
        is_former = known.is_here and known.email != address_of(own.email)
        return known if is_former and _has_sent(reader, acting, known) else None
    found = [one for one in everybody(reader) if one.name == own.name]
    return found[0] if len(found) == 1 and _has_organised(reader, acting, found[0]) else None


def _has_organised(reader: Reader, acting: Acting, person: Person) -> bool:
    meetings = reader.find(Meeting, participants=person.ref)
    if any((one := meeting.participant(person.ref)) and one.role == "facilitator" for meeting in meetings):
        return True
    return _has_sent(reader, acting, person)


def _has_sent(reader: Reader, acting: Acting, person: Person) -> bool:
    lately = reader.find(Outgoing, newest_first=True, limit=_LATELY)
    return any(sender_of(mail.raw) == person.email for mail in lately if mail.account == acting.account)


def find_matter(tx: Transaction, acting: Acting, text: str) -> Matter:
    """As `matter_called`; a title that is new is a new matter. Raises `Unknown` (matter.unknown) for the ref of none,
    or of one that was withdrawn."""
    known = matter_called(tx, text)
    if known is not None:
        return known
    if is_ref(text, Matter.prefix):
        raise Unknown("matter.unknown", ref=kept_ref(text))
    ref, own = tx.next_ref(Matter, year=acting.today.year), account_of_actor(tx, acting.config, acting.actor)
    return tx.put(Matter(ref=ref, title=text.strip(), created_at=acting.now, account=own.ref if own else None))


def matter_called(reader: Reader, text: str) -> Matter | None:
    """By ref or title, its present one before a former one; None of one that was withdrawn."""
    wanted = text.strip()
    found = [*reader.find(Matter, ref=wanted.upper(), limit=1), *reader.find(Matter, title=wanted)]
    known = next((one for one in found if not one.withdrawn), None)
    former = None if known else reader.once_called(wanted)
    return reader.get(Matter, former) if former else known


def people_by_ref(reader: Reader, refs: Iterable[str]) -> dict[str, Person]:
    return {ref: reader.get(Person, ref) for ref in dict.fromkeys(refs)}


def facilitator_of(reader: Reader, acting: Acting, matter: str | None) -> Person:
    """The person whose account the matter has; the organiser where it has none, or one that several share."""
    found = reader.find(Matter, ref=matter, limit=1) if matter else []
    account = account_at(reader, found[0].account) if found else None
    return reader.get(Person, account.person) if account and account.person else facilitator(reader, acting)


def facilitator(reader: Reader, acting: Acting) -> Person:
    """The organiser as a person. Of version 0 and without a ref where the directory does not have him yet: a mail to
    him can be listed, and has to be found again once he is in it."""
    own = acting.config.organiser
    unknown = Person(ref="", name=own.name, email=own.email, locale=own.locale, timezone=own.timezone)
    return known_at(reader, own.email, own.name) or unknown


def is_organiser_passed_over(acting: Acting) -> bool:
    """Whether his record cannot be read now, so that nothing can be written to him, nor he be entered anew."""
    own = address_of(acting.config.organiser.email)
    refs = acting.store.passed_over(Person.kept.table)
    return any(acting.store.get(Person, ref).email == own for ref in refs)


def facilitators(reader: Reader, acting: Acting) -> dict[str, Person]:
    """All, by ref: the organiser, and the people of the accounts."""
    own = facilitator(reader, acting)
    people = [reader.get(Person, one.person) for one in accounts_in_use(reader) if one.person]
    return {person.ref: person for person in (own, *people) if person.ref}
