"""A home, and somebody who types commands."""

from support.command_line import agenda_file as agenda_file
from support.command_line import configured as configured
from support.command_line import home as home
from support.command_line import notes_file as notes_file
from support.command_line import people_file as people_file
from support.command_line import published as published
from support.command_line import typed as typed
