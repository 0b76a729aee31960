"""Grammars of single questions, each stricter than that of actions: results of criteria, votes."""
