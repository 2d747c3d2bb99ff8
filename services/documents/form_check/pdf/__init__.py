"""Reading a PDF: its boxes, the lines of its pages, and the paragraphs that these make."""
