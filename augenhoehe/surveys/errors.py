class TooManyItemsError(Exception):
    """A side would be asked more than a wave may ask."""


class NotOpenError(Exception):
    """The wave is not open: it has not begun, or it is over."""


class AlreadySentError(Exception):
    """This questionnaire was sent before; what was sent stays as it is."""
