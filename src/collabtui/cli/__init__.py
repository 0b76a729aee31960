"""The commands, one module a noun. Each imports what it needs and nothing else."""
