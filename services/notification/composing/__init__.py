"""From facts to a finished e-mail: words, calendar entry, subject, text and HTML. Nothing here sends or stores."""
