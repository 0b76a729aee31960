"""A report for a group: its text, or a post by the group's robot."""

import os
from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context

if TYPE_CHECKING:
    from collabtui.config import GroupService
    from collabtui.lifecycle.reports.made_report import MadeReport
    from collabtui.text.catalogue import Catalogue


def give_group_text(
    context: Context, made: "MadeReport", words: "Catalogue", service: "GroupService | None", *, post: bool
) -> None:
    """Show the text as it would be pasted; with `post` the configured robot posts it. Raises `Refused` (robot.*;
    report.confidential: ref)."""
    from collabtui.errors import Refused
    from collabtui.lifecycle.reports.group_text import group_text

    robot = context.config.robot
    if post and service and robot.service and service != robot.service:
        raise Refused("robot.other_service", service=robot.service, value=service)
    text = group_text(made, words, service or (robot.service or None))
    if not post:
        if context.options.json:
            context.show({"text": text, "bytes": len(text.encode())})
        else:
            context.out.lines(text.splitlines())
        return
    from collabtui.lifecycle.reports.send_report import keep_report
    from collabtui.mail.transport.group_robot import RobotSecrets, check_robot, host_of, post_to_group

    secrets = RobotSecrets(robot, os.environ)
    check_robot(robot, secrets)
    keep_report(context.acting(), made)
    post_to_group(robot, secrets, text, context.clock())
    if context.options.json:
        context.show({"posted": True, "service": robot.service, "bytes": len(text.encode())})
    context.say("robot.posted", service=robot.service, host=host_of(robot))
