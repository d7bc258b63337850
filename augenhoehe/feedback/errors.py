"""What an act can be refused for."""


class TalkError(Exception):
    """The talk stands elsewhere by now, or there is nothing to do."""
