"""What a yearly monitor shows: a page of the whole, a chapter a theme, and a list of what is not there."""
