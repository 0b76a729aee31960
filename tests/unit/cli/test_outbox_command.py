"""`outbox edit`, `outbox resend`: the same hand on a mail as on the page."""
