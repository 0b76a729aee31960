"""Speaking to mail servers: `imap` and `watch_mailbox` in, `smtp` out, `check` for the set-up."""
