"""Writes JSON Schemas of the three kinds of header, for editors and other programs."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from mkdocs_briefing.content.schema import (
    PAGE_KEYS,
    ActorEntry,
    ArticleEntry,
    ConflictEntry,
    FileEntry,
)

KINDS: Final[Mapping[str, type[FileEntry]]] = MappingProxyType(
    {"article": ArticleEntry, "actor": ActorEntry, "conflict": ConflictEntry}
)
"""The three kinds of file, as contributors call them."""

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the header of an article, an actor or a conflict.

    It accepts what the check accepts, except for rules that span files and rules that JSON
    Schema cannot express, such as that an end lies after a start.
    """
    schema = _tidied(KINDS[kind].model_json_schema())
    schema["properties"] |= {key: {} for key in sorted(PAGE_KEYS - schema["properties"].keys())}
    return {
        "$schema": DIALECT,
        "title": f"The header of {'a' if kind == 'conflict' else 'an'} {kind}",
        **schema,
        "additionalProperties": False,
    }


@cache
def schema_file(kind: str) -> str:
    """The text of the schema's file."""
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"


def _tidied(part: Any) -> Any:  # noqa: ANN401 - any JSON
    """Removes titles that repeat a key, and allows ``null`` for keys that may stay empty."""
    if isinstance(part, list):
        return [_tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    tidied = {
        name: _tidied(value)
        for name, value in part.items()
        if not (name == "title" and isinstance(value, str))
        and not (name == "default" and value in (None, [], {}))
    }
    if tidied.get("type") == "array" and "minLength" in tidied:
        # That is how Pydantic writes it of a list that a validator has made.
        tidied["minItems"] = tidied.pop("minLength")
    if isinstance(tidied.get("description"), str):
        tidied["description"] = tidied["description"].replace("``", "`")
    if tidied.get("type") == "object" and "properties" in tidied:
        required = tidied.get("required", [])
        tidied["properties"] = {
            name: value if name in required else _nullable(value)
            for name, value in tidied["properties"].items()
        }
    return tidied


def _nullable(value: dict[str, Any]) -> dict[str, Any]:
    if {"type": "null"} in value.get("anyOf", []):
        return value
    default = {"default": value.pop("default")} if "default" in value else {}
    return {"anyOf": [value, {"type": "null"}], **default}
