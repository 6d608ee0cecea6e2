"""How a model meets people: pages declared as data, read by one generic list, case and act view."""

from zhiliang.core.pages.page import (
    Act,
    Column,
    Filter,
    Page,
    Section,
    page_of,
    pages,
    register,
)

__all__ = ["Act", "Column", "Filter", "Page", "Section", "page_of", "pages", "register"]
