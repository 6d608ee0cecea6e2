"""Documents of an evaluation, made from its results alone: pure functions, dict in, bytes out.

`circular_pdf` and `circular_docx` the circular (通报), `white_paper_pdf` the white paper,
`situation_report_pdf` the periodic report, `point_sheet_pdf` and `point_sheets_pdf` 一分一证,
`handover` the rows for the cadre assessment, `publish` all of them into a folder.

No database, no clock, no figure of their own: the date is passed in, every number stands in the
results, and equal arguments give equal bytes.
"""

from zhiliang.evaluation.documents.circular import Signer, circular_docx, circular_pdf
from zhiliang.evaluation.documents.handover import handover, handover_csv, handover_xlsx
from zhiliang.evaluation.documents.point_sheet import point_sheet_pdf, point_sheets_pdf
from zhiliang.evaluation.documents.publish import publish
from zhiliang.evaluation.documents.situation_report import situation_report_pdf
from zhiliang.evaluation.documents.white_paper import white_paper_pdf

__all__ = [
    "Signer",
    "circular_docx",
    "circular_pdf",
    "handover",
    "handover_csv",
    "handover_xlsx",
    "point_sheet_pdf",
    "point_sheets_pdf",
    "publish",
    "situation_report_pdf",
    "white_paper_pdf",
]
