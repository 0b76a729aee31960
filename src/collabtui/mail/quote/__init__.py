"""The words of a mail's writer, apart from what he quotes. `new_text` is the door."""
