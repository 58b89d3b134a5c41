"""Wildcards, ARNs and policy variables in policies."""

import functools
import re
from typing import Any

VARIABLE = re.compile(r"\$\{\s*(?P<key>[^},]+?)\s*(?:,\s*'(?P<default>[^']*)'\s*)?\}")
# What a variable's value may contain, and must not be taken for a wildcard: characters that no policy has.
STAR, QUESTION = "\ue000", "\ue001"


@functools.lru_cache(maxsize=65536)
def glob(text: str) -> re.Pattern[str]:
    """The expression for a text in which `*` is anything and `?` any character."""
    signs = {"*": ".*", "?": ".", STAR: r"\*", QUESTION: r"\?"}
    return re.compile("".join(signs.get(sign) or re.escape(sign) for sign in text), re.DOTALL)


def arn_matches(arn: str, wanted: str) -> bool:
    """Whether an ARN is like another one: each of their six parts by itself, so that no wildcard goes beyond a part."""
    parts, patterns = arn.split(":", 5), wanted.split(":", 5)
    if wanted == "*":
        return True
    if len(parts) != 6 or len(patterns) != 6:
        return False
    return all(glob(pattern).fullmatch(part) for part, pattern in zip(parts, patterns))


def resource_matches(resource: str, pattern: str) -> bool:
    """Whether a Resource element covers a resource: a wildcard may go beyond a part of the ARN."""
    return pattern == "*" or glob(pattern).fullmatch(resource) is not None


def expand(text: str, context: Any) -> str | None:
    """A text with its policy variables replaced; None if the request does not have one of them, which matches nothing."""
    if "${" not in text:
        return text
    missing = False

    def value(found: re.Match[str]) -> str:
        nonlocal missing
        key = found.group("key")
        if key in ("*", "?", "$"):
            return {"*": STAR, "?": QUESTION, "$": "$"}[key]
        values = context.get(key)
        # A variable stands for one value.
        if values is None or len(values) != 1:
            if found.group("default") is None:
                missing = True
            return found.group("default") or ""
        return values[0].replace("*", STAR).replace("?", QUESTION)

    expanded = VARIABLE.sub(value, text)
    return None if missing else expanded
