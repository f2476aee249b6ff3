"""How each service is asked, and what it answers."""
