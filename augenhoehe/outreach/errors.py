class TransitionError(Exception):
    """It does not go from where it stands to there."""


class ConsentError(Exception):
    """Its author has not agreed, or the day lies ahead."""


class IllegalTransitionError(Exception):
    """From this state there is no way to that one."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{before} → {after}")
        self.before, self.after = before, after
