"""A channel in which those who work on a matter talk: a group, a mailing list, a shared folder."""

from typing import Annotated

from pydantic import AfterValidator, Field

from collabtui.domain.matters.shown_link import with_links_that_may
from collabtui.domain.model import Label, Value

Shown = Annotated[Label, AfterValidator(with_links_that_may)]
"""Of which a reader's program makes no link of another kind, also where one was kept before that was refused."""


class Channel(Value):
    name: Shown
    where: Shown = ""
    """Its link, address or folder."""
    about: Shown = ""
    """What is posted there."""
    rhythm: Shown = ""
    """How often, as it was said: `each working day at 17:00`."""
    posted_by: Shown = ""
    """Who posts: a person, a part or a department, as it was said."""
    robot: Annotated[str, Field(pattern=r"^([A-Za-z0-9][A-Za-z0-9_-]{0,39})?$")] = ""
    """The name under which the secrets of the robot that posts there are kept; empty: it has none of its own."""


def channel_of_reports(channels: tuple[Channel, ...]) -> Channel | None:
    """The one that a report of the matter is posted in: the first that has a robot, else the first."""
    return next((one for one in channels if one.robot), next(iter(channels), None))
