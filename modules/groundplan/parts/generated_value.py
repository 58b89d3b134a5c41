"""Makes values up, of the form that the settings ask for."""

import json
import os


def form_of(name):
    forms = json.loads(os.environ["FORMS"])
    if name not in forms:
        raise ValueError(f"no form of a new value for {name}")
    return forms[name]


def make(secrets_manager, form):
    return secrets_manager.get_random_password(RequireEachIncludedType=True, **form)["RandomPassword"]


def check(value, form, owner):
    """Refuses a value that is not of the form. Says nothing of the value itself: messages are logged."""
    if len(value) != form["PasswordLength"]:
        raise ValueError(f"the new value of {owner} has not the length {form['PasswordLength']}")
    if form["ExcludePunctuation"] and not value.isalnum():
        raise ValueError(f"the new value of {owner} has punctuation")
