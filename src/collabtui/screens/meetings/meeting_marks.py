"""The sign of a meeting's state, and its colour: the same wherever a meeting stands."""

MARKS = {
    "planned": ("○", "$text-warning"), "invited": ("●", "$text-accent"), "running": ("▶", "$text-success"),
    "recorded": ("▲", "$text-error"), "published": ("●", "$text-accent"), "signed": ("✓", "$foreground-muted"),
    "cancelled": ("✗", "$foreground-muted"),
}  # fmt: skip
