"""Generates values in the form that the settings define."""

import json
import os


def form_of(name):
    forms = json.loads(os.environ["FORMS"])
    if name not in forms:
        raise ValueError(f"no form is configured for {name}")
    return forms[name]


def make(secrets_manager, form):
    return secrets_manager.get_random_password(RequireEachIncludedType=True, **form)["RandomPassword"]


def new(secrets_manager, form, owner):
    value = make(secrets_manager, form)
    check(value, form, owner)
    return value


def check(value, form, owner):
    """Rejects a value that does not have the form. The value is not included in the error message, because messages are logged."""
    if len(value) != form["PasswordLength"]:
        raise ValueError(f"the new value of {owner} does not have the length {form['PasswordLength']}")
    if form["ExcludePunctuation"] and not value.isalnum():
        raise ValueError(f"the new value of {owner} contains punctuation, which is excluded")
