"""Classification of mail: a reply, a calendar reply, automatic, a bounce. `mail_kind` is the door."""
