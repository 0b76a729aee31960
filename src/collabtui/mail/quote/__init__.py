"""The words of a mail's writer, apart from what he quotes (`quote_headers`, by each mail program) and from signatures.
`new_text` is the door."""
