"""A home whose mail goes through real servers."""

from support.real_home import terminal as terminal
