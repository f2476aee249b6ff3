"""The commands: what they take, what they do, and what they say."""
