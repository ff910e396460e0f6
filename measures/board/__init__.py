"""The quarter on one screen: who owes what, when it is ready, what stands in the way.

Reads only, and costs the same queries however much is owed.
"""

from measures.board.board import Board, board_of
from measures.board.rows import Row

__all__ = ["Board", "Row", "board_of"]
