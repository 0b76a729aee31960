"""The screens in a browser: `serve_command` is the door, `screens_server` what the browser speaks to, `served_screens`
the program that shows them to one browser, `room_view` the screens that only show."""
