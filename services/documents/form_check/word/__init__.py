"""Reading a .docx: the package, styles, paragraphs, sections, and an estimate of its pages."""
