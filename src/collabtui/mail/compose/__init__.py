"""What is said → a message ready to be sent. `compose` is the door."""
