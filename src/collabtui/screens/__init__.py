"""The screens: each shows what a query returned and calls deeds."""
