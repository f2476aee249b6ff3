"""Fetched tables: what is declared of each, and its kept releases as observations."""
