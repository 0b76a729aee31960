"""The kinds of question that our mails ask: one module per kind of question, all known to `answer_registry` alone."""
