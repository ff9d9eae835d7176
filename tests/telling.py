"""Tells what a briefing says, as plain values: its entities are equal only to themselves."""

from dataclasses import fields, is_dataclass


def told(value: object, known: dict[int, object] | None = None) -> object:
    """What an entity says, all the way down.

    Args:
        value: the entity.
        known: what was told already, by identity.
    """
    known = {} if known is None else known
    if is_dataclass(value):
        if id(value) not in known:
            known[id(value)] = None
            parts = [told(getattr(value, field.name), known) for field in fields(value)]
            known[id(value)] = (type(value).__name__, *parts)
        return known[id(value)]
    if isinstance(value, tuple | list):
        return [told(item, known) for item in value]
    if hasattr(value, "items"):
        return [(told(key, known), told(item, known)) for key, item in value.items()]
    return value
