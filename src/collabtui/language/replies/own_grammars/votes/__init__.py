"""A vote in a reply: how its choices are called, what counts as a vote, and what is only offered as one. The door is
`vote_grammar`."""
