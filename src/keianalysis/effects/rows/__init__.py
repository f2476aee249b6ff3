"""The rows that the effect monitor gives for a group of projects: its money, its work and its jobs."""
