"""What is answered to a question that cannot be answered."""


class FaultyRequest(Exception):
    """A refusal with its HTTP status; the text says what is wrong and what to write instead."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
