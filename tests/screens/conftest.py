"""The screens, and somebody at the keys."""

from support.player import clock as clock
from support.player import planned as planned
from support.player import published as published
from support.player import recorded as recorded
from support.player import running as running
from support.player import stage as stage
