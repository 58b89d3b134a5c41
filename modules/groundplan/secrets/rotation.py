"""Puts a new generated value in the place of a secret's old one.

Secrets Manager calls the function four times per rotation, with the steps below. A generated value is known to nobody but its
readers, so there is no second place to set it. Readers find the former value under AWSPREVIOUS until the next rotation.
"""

import json
import os


def handler(event, context, client=None):
    client = client or _client()
    secret, token, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
    description = client.describe_secret(SecretId=secret)
    stages = description.get("VersionIdsToStages", {}).get(token)
    if not description.get("RotationEnabled", False):
        raise ValueError(f"{secret} does not rotate")
    if stages is None:
        raise ValueError(f"{secret} has no version {token}")
    if "AWSCURRENT" in stages:
        return
    if "AWSPENDING" not in stages:
        raise ValueError(f"version {token} of {secret} is not pending")
    form = _form(description["Name"])
    if step == "createSecret":
        _create(client, secret, token, form)
    elif step == "setSecret":
        pass
    elif step == "testSecret":
        _test(client, secret, token, form)
    elif step == "finishSecret":
        _finish(client, secret, token, description["VersionIdsToStages"])
    else:
        raise ValueError(f"unknown step {step}")


def _create(client, secret, token, form):
    """Stores a new value as pending. A step may be repeated: a value that is already there stays."""
    try:
        client.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")
        return
    except client.exceptions.ResourceNotFoundException:
        pass
    value = client.get_random_password(RequireEachIncludedType=True, **form)["RandomPassword"]
    client.put_secret_value(SecretId=secret, ClientRequestToken=token, SecretString=value, VersionStages=["AWSPENDING"])


def _test(client, secret, token, form):
    """Refuses a pending value that is not of the form. Says nothing of the value itself: messages are logged."""
    value = client.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")["SecretString"]
    if len(value) != form["PasswordLength"]:
        raise ValueError(f"the pending value of {secret} has not the length {form['PasswordLength']}")
    if form["ExcludePunctuation"] and not value.isalnum():
        raise ValueError(f"the pending value of {secret} has punctuation")


def _finish(client, secret, token, versions):
    current = next((version for version, stages in versions.items() if "AWSCURRENT" in stages), None)
    moved = {"RemoveFromVersionId": current} if current else {}
    client.update_secret_version_stage(SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token, **moved)


def _form(name):
    forms = json.loads(os.environ["FORMS"])
    if name not in forms:
        raise ValueError(f"no form of a new value for {name}")
    return forms[name]


def _client():
    import boto3

    return boto3.client("secretsmanager")
