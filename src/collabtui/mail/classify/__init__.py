"""What kind of mail it is: a reply, a calendar reply, automatic, a bounce. `kind` is the door."""
