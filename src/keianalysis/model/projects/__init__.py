"""What is told of a project list beside its results."""
