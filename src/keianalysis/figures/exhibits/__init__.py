"""The figures of the report: results in, a titled chart out."""
