"""The screens: each shows what a query returned and runs commands."""
