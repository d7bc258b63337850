from .board import ballot_of, board_of, left_to_write, votes_of, whole_board_of
from .pool import pool
from .workshops import offer_of, undecided, wishes_of, workshops_of

__all__ = [
    "ballot_of",
    "board_of",
    "left_to_write",
    "offer_of",
    "pool",
    "undecided",
    "votes_of",
    "whole_board_of",
    "wishes_of",
    "workshops_of",
]
