"""The words of a reply: read from data (`vocabulary`), made even (`folding`, `blocks`), forgiven a letter
(`mistyped_words`)."""
