"""Speaking to mail servers: `imap` and `reconnect` in, `smtp` out, `check` for the set-up."""
