"""From a plan of notebooks to a complete edition, put in place by one rename or not at all."""
