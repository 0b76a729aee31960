"""How a day is read out of words: tokens, shapes, what stands around them. `language.dates` is the way in."""
