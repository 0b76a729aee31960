"""A department's answer: cut into clauses, each read by itself, and then together."""
