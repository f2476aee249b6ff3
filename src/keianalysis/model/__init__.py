"""What everything is made of: observations, claims, measures, regions, sectors and intervals."""
