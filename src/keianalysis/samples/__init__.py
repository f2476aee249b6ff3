"""Synthetic register deliveries: the shape of real ones, and nothing of what they hold."""
