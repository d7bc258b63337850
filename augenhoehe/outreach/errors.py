class IllegalTransitionError(Exception):
    """From this state there is no way to that one."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(f"{before} → {after}")
        self.before, self.after = before, after
