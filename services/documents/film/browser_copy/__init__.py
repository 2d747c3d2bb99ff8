"""What people watch instead of the film itself: a light copy, a poster, and a strip of thumbnails for the seek bar.

All three come of one decode. `runner.make_copy` does it in a child process of its own.
"""
