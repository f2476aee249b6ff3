"""Claims of the review, what their wording allows, and the verdict on each."""
