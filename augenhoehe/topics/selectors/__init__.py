from .board import ballot_of, board_of, votes_of, whole_board_of
from .pool import pool
from .workshops import offer_of, undecided, wishes_of, workshops_of

__all__ = [
    "ballot_of",
    "board_of",
    "offer_of",
    "pool",
    "undecided",
    "votes_of",
    "whole_board_of",
    "wishes_of",
    "workshops_of",
]
