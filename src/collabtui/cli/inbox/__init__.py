"""`collabtui inbox` and `collabtui explain`. `inbox_command` is the door."""
