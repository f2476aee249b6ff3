"""The report: one document model from results, rendered as page, PDF and workbook."""
