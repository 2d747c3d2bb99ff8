"""What a list, a digest or a request says, before it is set as a paper, a workbook or a text for Word."""
