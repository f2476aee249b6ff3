"""Runs that nobody watches: timers, notices and the canary."""
