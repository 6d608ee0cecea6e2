"""Which chapter of the reports a clause of the opinion belongs to."""

CHAPTERS: dict[str, tuple[str, ...]] = {
    "product": ("二(一)", "三(二)"),
    "service": ("二(二)", "三(三)"),
    "engineering": ("二(三)", "三(四)"),
    "environment": ("二(四)", "三(五)"),
    "safety": ("三(六)",),
    "foundations": ("三(一)", "三(七)", "四("),
}


def chapter_of(clause: str) -> str:
    """Key of the chapter; what fits none stands with the foundations."""
    for chapter, clauses in CHAPTERS.items():
        if clause.startswith(clauses):
            return chapter
    return "foundations"
