"""Time and mail at work: one pass (`sync`) or for ever (`watch`), one worker at a time per database."""
