"""The Condition of a statement: all operators of IAM, with their set operators, IfExists, Null and policy variables.

See "IAM JSON policy elements: Condition operators" and "Single-valued vs. multivalued context keys" in the IAM user guide.
"""

import base64
import datetime
import functools
import ipaddress
import re
from collections.abc import Callable
from typing import Any, Protocol

from groundplan_emulator.authorization.patterns import arn_matches, expand, glob


class Context(Protocol):
    """The values of a request's condition keys, which are not case-sensitive."""

    def get(self, key: str) -> list[str] | None:
        """The values of a key; None if the request does not have it."""


def compile_conditions(block: dict[str, Any], variables: bool) -> Callable[[Context], bool]:
    """A function that tells whether a request fulfils a Condition block: all its operators, and all their keys."""
    tests = [
        _test(operator, key, _listed(values), variables)
        for operator, keys in (block or {}).items()
        for key, values in keys.items()
    ]
    return lambda context: all(test(context) for test in tests)


def _listed(values: Any) -> list[str]:
    values = values if isinstance(values, list) else [values]
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]


def _test(operator: str, key: str, wanted: list[str], variables: bool) -> Callable[[Context], bool]:
    quantifier, _, name = operator.rpartition(":")
    if_exists = name.endswith("IfExists")
    name = name.removesuffix("IfExists")
    if name == "Null":
        absent = wanted[0].lower() == "true"
        return lambda context: (not context.get(key)) == absent
    positive = re.sub(r"Not(?=Equals|Like|IpAddress)|^Not(?=IpAddress)", "", name)
    negated = positive != name
    comparison = COMPARISONS.get(positive)
    if comparison is None or quantifier not in ("", "ForAllValues", "ForAnyValue"):
        raise ValueError(f"{operator} is no condition operator")

    def equal(context: Context, value: str) -> bool:
        return any(
            comparison(value, expanded)
            for expanded in (expand(text, context) if variables else text for text in wanted)
            if expanded is not None
        )

    def test(context: Context) -> bool:
        values = context.get(key)
        if not values:
            # A key that is absent is unequal to everything, and all of no values are anything.
            return if_exists or (quantifier != "ForAnyValue" and (negated or quantifier == "ForAllValues"))
        if quantifier == "ForAllValues":
            return all(equal(context, value) != negated for value in values)
        if quantifier == "ForAnyValue":
            return any(equal(context, value) != negated for value in values)
        return any(equal(context, value) for value in values) != negated

    return test


def _guarded(compare: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
    """A comparison for which what is not of its type is unequal."""

    def guarded(value: str, wanted: str) -> bool:
        try:
            return compare(value, wanted)
        except ValueError:
            return False

    return guarded


def _date(text: str) -> datetime.datetime:
    if re.fullmatch(r"\d+(\.\d+)?", text) and len(text) > 4:
        return datetime.datetime.fromtimestamp(float(text), datetime.UTC)
    date = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return date if date.tzinfo else date.replace(tzinfo=datetime.UTC)


@functools.lru_cache(maxsize=1024)
def _network(text: str) -> Any:
    return ipaddress.ip_network(text, strict=False)


def _in_network(value: str, wanted: str) -> bool:
    return ipaddress.ip_address(value) in _network(wanted)


def _like(value: str, wanted: str) -> bool:
    return glob(wanted).fullmatch(value) is not None


COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": lambda value, wanted: value == wanted,
    "StringEqualsIgnoreCase": lambda value, wanted: value.lower() == wanted.lower(),
    "StringLike": _like,
    "Bool": lambda value, wanted: value.lower() == wanted.lower(),
    "BinaryEquals": _guarded(lambda value, wanted: base64.b64decode(value) == base64.b64decode(wanted)),
    "IpAddress": _guarded(_in_network),
    # Both compare part by part, and both know wildcards.
    "ArnEquals": arn_matches,
    "ArnLike": arn_matches,
    "NumericEquals": _guarded(lambda value, wanted: float(value) == float(wanted)),
    "NumericLessThan": _guarded(lambda value, wanted: float(value) < float(wanted)),
    "NumericLessThanEquals": _guarded(lambda value, wanted: float(value) <= float(wanted)),
    "NumericGreaterThan": _guarded(lambda value, wanted: float(value) > float(wanted)),
    "NumericGreaterThanEquals": _guarded(lambda value, wanted: float(value) >= float(wanted)),
    "DateEquals": _guarded(lambda value, wanted: _date(value) == _date(wanted)),
    "DateLessThan": _guarded(lambda value, wanted: _date(value) < _date(wanted)),
    "DateLessThanEquals": _guarded(lambda value, wanted: _date(value) <= _date(wanted)),
    "DateGreaterThan": _guarded(lambda value, wanted: _date(value) > _date(wanted)),
    "DateGreaterThanEquals": _guarded(lambda value, wanted: _date(value) >= _date(wanted)),
}
