"""Reader of a project list: one row a project, CSV or workbook, headings in Dutch or English."""

from keianalysis.readers.projects.model import Portfolio, Project
from keianalysis.readers.projects.source import layout_beside, read_project_list

__all__ = ["Portfolio", "Project", "layout_beside", "read_project_list"]
