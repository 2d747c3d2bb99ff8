"""Foreign files are read in a child process that may take so much memory and time, and no more.

    parent.ask ──request──▶ child (`child.serve`): limits itself, then reads the file
               ◀─progress── … ◀──answer──

Whatever a file does to the library that reads it, it does to the child alone.
"""
