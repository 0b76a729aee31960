"""Widgets that several screens share: lists, cards, charts, the bar above (`page_bar`), the line of keys below
(`key_bar`)."""
