"""The sender of a mail and the mail of ours it answers: `sender_trust`, `auth_results` (RFC 8601), `reply_token`."""
