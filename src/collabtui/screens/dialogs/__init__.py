"""Dialogs and fields that several pages use: forms, questions, previews of mails."""
