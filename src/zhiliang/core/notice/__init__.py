"""Notice: an official document from facts already decided: numbered, laid out, digested.

A caller states the document once (`letter.Letter`, or a Typst template with its data) and gets
the bytes of a PDF or DOCX. Nothing here reads a clock or a database: the same input gives the
same bytes, so a digest printed on paper can be checked by making the paper again.

Rooms: `gbt9704` the page of GB/T 9704-2012, `letter` a document in that layout, `render` Typst to
PDF, `docx` the same letter for officials to edit, `number` document numbers, `digest` digests and
reproducible archives, `fonts` which typefaces are used, `chart_theme` and `chart` figures.
"""
