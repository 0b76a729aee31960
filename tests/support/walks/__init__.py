"""Walks by keys through each form and each dialog of the screens: opened, filled, refused, left and done."""
