"""The form check: what of a handed-in text is not as the plan asks, where, and how to mend it.

Nothing here knows of the web or of a database. `runner` is what the service calls: it reads a foreign file only in
a child process with limits (`child`), where `engine` does the work.

runner ──▶ child ──▶ engine ──▶ kinds ──▶ word, pdf ──▶ facts ──▶ checks ──▶ report
"""
