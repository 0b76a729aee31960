"""The nine steps of a matter, in their order; what each still lacks, `step_requirements` says."""

from typing import Literal

Step = Literal[
    "request", "kick-off", "breakdown", "tracking", "risk", "change", "acceptance", "retrospective", "archive"
]
STEPS: tuple[Step, ...] = (
    "request", "kick-off", "breakdown", "tracking", "risk", "change", "acceptance", "retrospective", "archive",
)  # fmt: skip
