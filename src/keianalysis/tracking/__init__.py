"""What a step, a notebook or a stored table rests on: its code, its lists, and the rows it asked for."""
