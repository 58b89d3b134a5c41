"""The four steps of a rotation by Secrets Manager.

The function provides three callables: `create` generates a value from the current one, `use` sets the new one as the
password and gets the current one too, `prove` fails unless the new one is accepted. Steps may be repeated. The previous value has the label AWSPREVIOUS until the next rotation.
"""


def step(event, client, create, use, prove):
    secret, token, name = event["SecretId"], event["ClientRequestToken"], event["Step"]
    description = client.describe_secret(SecretId=secret)
    stages = description.get("VersionIdsToStages", {}).get(token)
    if not description.get("RotationEnabled", False):
        raise ValueError(f"{secret} has no rotation")
    if stages is None:
        raise ValueError(f"{secret} has no version {token}")
    if "AWSCURRENT" in stages:
        return
    if "AWSPENDING" not in stages:
        raise ValueError(f"version {token} of {secret} is not pending")
    if name == "createSecret":
        _create(client, secret, token, lambda: create(description["Name"], value(client, secret)))
    elif name == "setSecret":
        use(value(client, secret, "AWSPENDING", token), value(client, secret))
    elif name == "testSecret":
        prove(value(client, secret, "AWSPENDING", token))
    elif name == "finishSecret":
        _finish(client, secret, token, description["VersionIdsToStages"])
    else:
        raise ValueError(f"unknown step {name}")


def create_first(client, secret, create):
    """Gives a new secret its value: `create` generates one for the secret's name. A secret that has a value keeps it."""
    description = client.describe_secret(SecretId=secret)
    if any("AWSCURRENT" in stages for stages in description.get("VersionIdsToStages", {}).values()):
        return
    client.put_secret_value(SecretId=secret, SecretString=create(description["Name"]))


def value(client, secret, stage="AWSCURRENT", version=None):
    which = {"VersionId": version} if version else {}
    return client.get_secret_value(SecretId=secret, VersionStage=stage, **which)["SecretString"]


def _create(client, secret, token, create):
    try:
        value(client, secret, "AWSPENDING", token)
    except client.exceptions.ResourceNotFoundException:
        client.put_secret_value(
            SecretId=secret, ClientRequestToken=token, SecretString=create(), VersionStages=["AWSPENDING"])


def _finish(client, secret, token, versions):
    current = next((version for version, stages in versions.items() if "AWSCURRENT" in stages), None)
    moved = {"RemoveFromVersionId": current} if current else {}
    client.update_secret_version_stage(SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token, **moved)
