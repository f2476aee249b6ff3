"""How numbers, days and names are written in Dutch and in English."""
