"""Puts a new generated value in the place of a secret's old one.

Secrets Manager calls the function four times per rotation, with the steps below. A generated value is known to nobody but its
readers, so there is no second place to set it, unless it is the password of a cache's user: the cache is told before readers
are, and lets both values in until the next rotation. Readers find the former value under AWSPREVIOUS until then.

Terraform calls it with the step acceptCurrent: the cache lets in who knows the secret as it is, which is how the value that
the secret was made with becomes the password.
"""

import cache_password
import generated_value


def handler(event, context, clients=None):
    clients = clients or _client
    client, secret, step = clients("secretsmanager"), event["SecretId"], event["Step"]
    description = client.describe_secret(SecretId=secret)
    cache = cache_password.cache_of(description["Name"])
    if step == "acceptCurrent":
        cache_password.accept(cache, _known(client, secret), clients("elasticache"))
        return
    token = event["ClientRequestToken"]
    stages = description.get("VersionIdsToStages", {}).get(token)
    if not description.get("RotationEnabled", False):
        raise ValueError(f"{secret} does not rotate")
    if stages is None:
        raise ValueError(f"{secret} has no version {token}")
    if "AWSCURRENT" in stages:
        return
    if "AWSPENDING" not in stages:
        raise ValueError(f"version {token} of {secret} is not pending")
    form = generated_value.form_of(description["Name"])
    if step == "createSecret":
        _create(client, secret, token, form)
    elif step == "setSecret":
        if cache:
            values = [_value(client, secret, "AWSPENDING", token), _value(client, secret, "AWSCURRENT")]
            cache_password.accept(cache, values, clients("elasticache"))
    elif step == "testSecret":
        value = _value(client, secret, "AWSPENDING", token)
        generated_value.check(value, form, secret)
        if cache:
            cache_password.sign_in(cache, value)
    elif step == "finishSecret":
        _finish(client, secret, token, description["VersionIdsToStages"])
    else:
        raise ValueError(f"unknown step {step}")


def _known(client, secret):
    """The values that readers may have: after a rotation, that is the former one too."""
    values = [_value(client, secret, "AWSCURRENT")]
    try:
        return values + [_value(client, secret, "AWSPREVIOUS")]
    except client.exceptions.ResourceNotFoundException:
        return values


def _create(client, secret, token, form):
    """Stores a new value as pending. A step may be repeated: a value that is already there stays."""
    try:
        _value(client, secret, "AWSPENDING", token)
        return
    except client.exceptions.ResourceNotFoundException:
        pass
    value = generated_value.make(client, form)
    client.put_secret_value(SecretId=secret, ClientRequestToken=token, SecretString=value, VersionStages=["AWSPENDING"])


def _finish(client, secret, token, versions):
    current = next((version for version, stages in versions.items() if "AWSCURRENT" in stages), None)
    moved = {"RemoveFromVersionId": current} if current else {}
    client.update_secret_version_stage(SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token, **moved)


def _value(client, secret, stage, version=None):
    which = {"VersionId": version} if version else {}
    return client.get_secret_value(SecretId=secret, VersionStage=stage, **which)["SecretString"]


def _client(service):
    import boto3

    return boto3.client(service)
