"""Services of the operating system: files that appear whole, changes of files, workdays and holidays of countries, an
editor.

Each module is a door.
"""
