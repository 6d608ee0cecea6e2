"""Figures of quality credit, returned or published until records are kept."""

from zhiliang.indicators.definition import Reported

integrity_files_kept = Reported(
    key="credit.integrity_files_kept",
    clause="三(六)",
    name_zh="质量诚信档案建立",
    name_en="Quality integrity files kept",
    unit="档",
    note_zh="1/0.5/0",
)
