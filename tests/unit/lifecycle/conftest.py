"""The office that use cases are tried in."""

from support.world import clock as clock
from support.world import planned as planned
from support.world import published as published
from support.world import workspace as workspace
