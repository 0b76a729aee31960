"""The database of an organisation, where the configuration names one."""
