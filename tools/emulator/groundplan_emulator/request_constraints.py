"""The constraints that the API models put on a request: required members, enumerations, lengths, patterns and ranges.

botocore's clients check few of them themselves, and Terraform's provider has its own; a service checks all, before anything else.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any

from groundplan_emulator.request_decoding import Call

# S3 and EC2 check requests in ways of their own, which their models do not describe.
UNMODELED = {"s3", "s3control", "ec2"}


def violations(call: Call) -> list[str]:
    """What is wrong with a call's parameters, in AWS's words; empty if nothing is, or if they could not be decoded."""
    shape = call.model.input_shape
    if shape is None or not call.decoded or call.service.name in UNMODELED:
        return []
    return list(_violations(shape, call.parameters, ""))


def message(found: list[str]) -> str:
    """The text of a ValidationException."""
    return f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected: {'; '.join(found)}"


def _violations(shape: Any, value: Any, path: str) -> Iterator[str]:
    match shape.type_name:
        case "structure":
            yield from _of_structure(shape, value, path)
        case "list" if isinstance(value, list):
            yield from _length(shape, value, len(value), path)
            for place, inner in enumerate(value, 1):
                yield from _violations(shape.member, inner, f"{path}.{place}.member")
        case "map" if isinstance(value, dict):
            yield from _length(shape, value, len(value), path)
            for key, inner in value.items():
                yield from _violations(shape.key, key, f"{path}.key")
                yield from _violations(shape.value, inner, f"{path}.{key}.member")
        case "string" if isinstance(value, str):
            yield from _of_string(shape, value, path)
        case "integer" | "long" | "float" | "double":
            yield from _of_number(shape, value, path)


def _of_structure(shape: Any, value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict) or getattr(shape, "is_document_type", False):
        return
    for name, member in shape.members.items():
        # What is in the path or is uploaded reached the operation, otherwise it would be another one.
        elsewhere = member.serialization.get("location") == "uri" or name == shape.serialization.get("payload")
        inner = value.get(name)
        place = f"{path}.{_lower(name)}" if path else _lower(name)
        if inner is None:
            if name in shape.required_members and not elsewhere and not member.metadata.get("idempotencyToken"):
                yield f"Value at '{place}' failed to satisfy constraint: Member must not be null"
        else:
            yield from _violations(member, inner, place)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _of_string(shape: Any, value: str, path: str) -> Iterator[str]:
    known = getattr(shape, "enum", None)
    if known and value not in known:
        yield f"{_value(shape, value, path)}: Member must satisfy enum value set: [{', '.join(known)}]"
    yield from _length(shape, value, len(value), path)
    pattern = _pattern(shape.metadata.get("pattern"))
    if pattern is not None and not pattern.search(value):
        yield f"{_value(shape, value, path)}: Member must satisfy regular expression pattern: {shape.metadata['pattern']}"


@functools.cache
def _pattern(text: str | None) -> re.Pattern[str] | None:
    """The pattern, which has to match a value as a whole; None for one in a dialect that Python does not have."""
    if not text:
        return None
    try:
        # Java's classes of characters, which may be inside of another class, and its end of text.
        translated = text
        for theirs, ours in ((r"\p{L}", r"\w"), (r"\p{M}", ""), (r"\p{Z}", r"\s"), (r"\p{N}", r"\d"), (r"\z", r"\Z")):
            translated = translated.replace(theirs, ours)
        return None if r"\p{" in translated else re.compile(rf"\A(?:{translated})\Z", re.DOTALL)
    except re.error:
        return None


def _of_number(shape: Any, value: Any, path: str) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and value < least:
        yield f"{_value(shape, value, path)}: Member must have value greater than or equal to {least}"
    if most is not None and value > most:
        yield f"{_value(shape, value, path)}: Member must have value less than or equal to {most}"


def _length(shape: Any, value: Any, length: int, path: str) -> Iterator[str]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and length < least:
        yield f"{_value(shape, value, path)}: Member must have length greater than or equal to {least}"
    if most is not None and length > most:
        yield f"{_value(shape, value, path)}: Member must have length less than or equal to {most}"


def _value(shape: Any, value: Any, path: str) -> str:
    shown = "***" if shape.metadata.get("sensitive") else value
    return f"Value '{shown}' at '{path}' failed to satisfy constraint"
