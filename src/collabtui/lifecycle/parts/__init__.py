"""Parts that people take in actions, matters and risks, and the mails that tell them at once. Start at `part_mails`."""
