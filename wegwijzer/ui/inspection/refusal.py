"""Why a file is refused; the form turns the code into a sentence."""


class Refusal(Exception):
    """`code` is one of the keys of DocumentField.default_error_messages."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
