"""`collabtui matter`. `matter_command` is the door."""
