"""The machine's inspection of a film: what it is and holds, against what was asked, in a broadcaster's words.

    opening ─▶ header ─▶ measuring (pictures, sound: one pass) ─▶ rules ─▶ report ─▶ timeline, paper

`runner.inspect` does it in a child process of its own; nothing else of the service reads a foreign film.
"""
