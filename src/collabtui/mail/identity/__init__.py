"""The sender of a mail and the mail of ours it answers: `sender_trust`, `trusted_auth_results` (RFC 8601),
`reply_token`, `message_id`."""
