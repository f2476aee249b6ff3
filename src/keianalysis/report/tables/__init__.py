"""The tables of the report: fields, codes, workbook and open data."""
