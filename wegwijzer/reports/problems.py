"""What can go wrong with a document, in words for the person who asked for it."""


class RenderFailed(Exception):
    """The document could not be made. `message` is for the person who asked (Dutch), `detail` for the log."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
