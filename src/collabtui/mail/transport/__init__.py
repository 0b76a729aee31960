"""Speaking to mail servers: `imap` and `idle` in, `smtp` out, `check` for the set-up."""
