"""Has the words of pictures, which the generator and the scripts of a page both write."""

from collections.abc import Mapping
from typing import Final

PICTURE_WORDS: Final[Mapping[str, str]] = {
    # The key of who stands with whom.
    "between": "between",
    "adverse": "against, or turned away",
    "disputed": "disputed",
    "means": "with arms, money or training",
    "forces": "with fighters",
    # How many there are.
    "none": "No backer on record",
    "shared": "No backer of its own",
    "one": "1 backer",
    "many": "{count} backers",
    "some": " (the {count} firmest of {all} actors)",
    # What is told of a stance.
    "ended": "no longer {stance}, {until}",
    "announced": "{stance} announced for {when}",
    "withdrawn": "withdrawn",
    "yet": "nothing on record yet",
    "denied": "denied by {who}",
    "route": "by way of {who}",
    # Countries on the map.
    "absent": "no position on this day",
    "scene": "the scene",
    "home": "others from here",
    "scenes": "Where the sides are",
    "residents": "{camp}, not states",
}
"""Each text by what it is for; what stands in braces is filled in."""


def count_of_backers(count: int) -> str:
    """Say how many backers there are."""
    key = "one" if count == 1 else "many" if count else "none"
    return PICTURE_WORDS[key].format(count=count)
