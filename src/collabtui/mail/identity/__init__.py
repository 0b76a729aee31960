"""Who wrote a mail and which of ours it answers: `trust`, `auth_results` (RFC 8601), `reply_token`."""
