"""The colours in which something is said, by what they mean; a theme decides what they look like."""

MUTED = "$foreground-muted"
ACCENT = "$text-accent"
LATE = "$text-error"
WARNING = "$text-warning"
DONE = "$text-success"
