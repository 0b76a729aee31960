"""How a captured line is read. `language.capture` is the way in."""
