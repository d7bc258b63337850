class NotebookClosedError(Exception):
    """The tandem is over, or was never formed: nothing is written into its notebook any more."""


class NoConfidantError(Exception):
    """This person is no confidant of the programme, or not any more."""
