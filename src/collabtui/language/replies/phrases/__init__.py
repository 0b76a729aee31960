"""Phrases that were learnt: which words of a reply could be one, and how a reply is read with them."""
