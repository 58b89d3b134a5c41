"""Rotates a generated secret.

Secrets Manager invokes the function four times per rotation, with the steps below. A generated value is known only to its
readers, so it is set nowhere else, unless it is the password of a cache user: then it is set on the cache first,
which accepts both values until the next rotation. The previous value has the label AWSPREVIOUS until then.

Terraform invokes it with two more steps. createFirst gives a new secret its value, and leaves one that has a value as it is.
acceptCurrent: the cache accepts the secret's current value, so that the first value becomes the password.
"""

import cache_password
import generated_value
import secret_rotation


def handler(event, context, clients=None):
    clients = clients or _client
    client, secret, step = clients("secretsmanager"), event["SecretId"], event["Step"]
    description = client.describe_secret(SecretId=secret)
    cache = cache_password.cache_of(description["Name"])
    if step == "createFirst":
        secret_rotation.create_first(
            client, secret, lambda name: generated_value.new(client, generated_value.form_of(name), name))
        return
    if step == "acceptCurrent":
        cache_password.accept(cache, _known(client, secret), clients("elasticache"))
        return
    token = event["ClientRequestToken"]
    stages = description.get("VersionIdsToStages", {}).get(token)
    if not description.get("RotationEnabled", False):
        raise ValueError(f"{secret} has no rotation")
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
    """The values that readers may use: after a rotation, also the previous one."""
    values = [_value(client, secret, "AWSCURRENT")]
    try:
        return values + [_value(client, secret, "AWSPREVIOUS")]
    except client.exceptions.ResourceNotFoundException:
        return values


def _create(client, secret, token, form):
    """Stores a new value as pending. The step may be repeated: an existing value is kept."""
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
