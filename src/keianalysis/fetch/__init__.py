"""Deliveries that arrive by themselves: services, releases, fingerprints."""
