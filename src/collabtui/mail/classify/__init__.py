"""Classification of mail: a reply, a calendar reply, automatic, a bounce. `kind` is the door."""
