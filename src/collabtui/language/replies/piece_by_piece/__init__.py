"""The reader of a reply, piece by piece, and the rules that it tries on each."""
