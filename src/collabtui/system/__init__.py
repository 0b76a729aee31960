"""What the operating system is asked for: files that appear whole, changes of files, working days, an editor.

Each module is a door.
"""
