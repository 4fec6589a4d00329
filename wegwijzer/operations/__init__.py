"""Keeping an installation: one copy of everything in one file, putting it back, moving house, and what is wrong."""
