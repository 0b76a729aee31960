"""People as the recipients of a mail: `Bob Brown <bob@x.test>, 陈静 <chen@x.test>`, one or several on a line."""

from collabtui.formats.address_text import read_mailboxes
from collabtui.formats.people.person_row import PersonLine, person_row


def named_lines(text: str) -> tuple[list[PersonLine], str]:
    """The people on lines of recipients, and the text without these lines, each of them left empty so that the others
    keep their numbers. Below the head of a table `Bob, Bob Brown <bob@x.test>` is a row of two cells."""
    people: list[PersonLine] = []
    rest: list[str] = []
    is_table = False
    for number, line in enumerate(text.split("\n"), 1):
        boxes = read_mailboxes(line) if "<" in line else []
        if not boxes or (is_table and any("," in box.name for box in boxes) and '"' not in line):
            rest.append(line)
            is_table = is_table or bool(line.strip())
            continue
        people += [person_row({"name": box.name, "email": box.address}, number) for box in boxes]
        rest.append("")
    return people, "\n".join(rest)
