"""What a mail of ours can be answered with: one module per kind of question, all known to `answer_kinds` alone."""
