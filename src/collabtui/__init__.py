"""A meeting assistant for people who carry matters across departments."""
