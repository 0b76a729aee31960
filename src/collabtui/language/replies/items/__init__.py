"""The items that a reply names: by number, ref, title or what has to be handed over."""
