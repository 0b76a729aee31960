"""iTIP (RFC 5545, 5546, 6047): `invitation` out, `calendar_answer` in."""
