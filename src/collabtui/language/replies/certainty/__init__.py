"""The rules of certainty: what of a reply is applied without asking, and what is proposed."""
