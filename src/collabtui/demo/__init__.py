"""An embedded mail server and a cast of people who answer."""
