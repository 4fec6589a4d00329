"""Looking at a file that somebody sent, before anything opens it.

Nothing is decoded here: signatures, tables of contents and dictionaries are read within limits, and that is all. It
does not replace a virus scanner (a password hides a PDF from it, for one); it keeps out what could never be an honest
document of a meeting.
"""
