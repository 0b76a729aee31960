"""Speaking to mail servers: `imap` and `watch_mailbox` in, `smtp` out, `connection_check` for the set-up."""
