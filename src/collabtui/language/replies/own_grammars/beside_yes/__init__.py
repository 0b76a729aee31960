"""Remarks that stand beside a yes and take nothing from it."""
