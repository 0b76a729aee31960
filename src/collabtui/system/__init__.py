"""Services of the operating system: files that appear whole, changes of files, working days, an editor.

Each module is a door.
"""
