"""Mail as it is kept (`mail_records`), and what a reply says (`reply`)."""
