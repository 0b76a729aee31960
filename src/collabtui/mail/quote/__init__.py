"""What a person wrote himself, apart from what he quotes. `new_text` is the door."""
