"""Where documents stand when not on this disk; `bucket` is only imported where STORAGE_URL asks for it."""


class StorageAway(OSError):
    """The server of the files can not be asked, or refuses. The sentence is for people (Dutch)."""
