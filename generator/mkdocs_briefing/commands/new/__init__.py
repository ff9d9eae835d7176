"""Writes the first lines of a new article, actor or conflict, out of plain questions."""
