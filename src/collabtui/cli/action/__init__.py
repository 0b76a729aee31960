"""`collabtui action`. `action_command` is the door."""
