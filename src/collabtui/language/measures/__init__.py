"""Figures that a criterion or a goal asks for, and measured values held against them."""
