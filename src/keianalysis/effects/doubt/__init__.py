"""What the results hang on: shares of their variance, and what an unknown amount is worth."""
