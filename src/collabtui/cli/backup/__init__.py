"""`collabtui backup`, `restore`, `export`, `import` and `doctor --check`: a module a command."""
