"""The first page of a paper as a picture, for looking at it before it is printed or downloaded.

Browsers on phones show no PDF inside a page, so the page is drawn here.
"""
