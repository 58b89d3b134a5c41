"""Keeps the parameters of a unit, and rotates generated ones.

Terraform invokes the function with the step keep when a parameter is to be created, changed or deleted: the provider has a resource
for that, but it decrypts the value whenever it plans. A parameter that exists keeps its value, whoever created it.

EventBridge invokes it with the step rotate on the schedule in the settings. If the value is the password of a cache user, it is set on
the cache first, which accepts both values until the next rotation. A failed invocation is retried from the beginning. Parameter
Store keeps previous values in the parameter's history.

Terraform also invokes it with the step acceptCurrent: the cache accepts the parameter's current value, so that the value that the
parameter was created with becomes the password.
"""

import os

import cache_password
import generated_value


def handler(event, context, clients=None):
    clients = clients or _client
    store, name, step = clients("ssm"), event["Parameter"], event["Step"]
    cache = cache_password.cache_of(name)
    if step == "keep":
        _keep(store, event, lambda: generated_value.new(
            clients("secretsmanager"), generated_value.form_of(name), name))
    elif step == "acceptCurrent":
        cache_password.accept(cache, _values(store, name), clients("elasticache"))
    elif step == "rotate":
        value = generated_value.new(clients("secretsmanager"), generated_value.form_of(name), name)
        if cache:
            cache_password.accept(cache, [value, _get(store, name)["Value"]], clients("elasticache"))
            cache_password.sign_in(cache, value)
        # Without its key, Parameter Store would use the account's default key.
        store.put_parameter(Name=name, Value=value, Type="SecureString", KeyId=os.environ["KEY"], Overwrite=True)
    else:
        raise ValueError(f"unknown step {step}")


def _keep(store, event, new_value):
    """Does what Terraform does with the resource: tf says so, in the form of aws_lambda_invocation with the lifecycle scope CRUD."""
    change = event["tf"]
    if change["action"] == "delete":
        _delete(store, event["Parameter"])
        return
    former = _last_version(store, event["Parameter"])
    tags = [{"Key": key, "Value": value} for key, value in sorted(event["Tags"].items())]
    wanted = {"Name": event["Parameter"], "Description": event["Description"], "KeyId": event["KeyId"], "Type": "SecureString"}
    if former is None:
        store.put_parameter(Value=new_value(), Tags=tags, **wanted)
        return
    if former["Type"] != "SecureString":
        raise ValueError(f"{event['Parameter']} exists as a {former['Type']}, and a parameter's type cannot be changed")
    if any(former.get(key) != wanted[key] for key in ("Description", "KeyId")):
        tier = {"Tier": former["Tier"]} if former.get("Tier") else {}
        store.put_parameter(Value=_get(store, event["Parameter"])["Value"], Overwrite=True, **wanted, **tier)
    which = {"ResourceType": "Parameter", "ResourceId": event["Parameter"]}
    store.add_tags_to_resource(Tags=tags, **which)
    dropped = sorted(set((change.get("prev_input") or {}).get("Tags", {})) - set(event["Tags"]))
    if dropped:
        store.remove_tags_from_resource(TagKeys=dropped, **which)


def _delete(store, name):
    try:
        store.delete_parameter(Name=name)
    except store.exceptions.ParameterNotFound:
        pass


def _last_version(store, name):
    """What is known of the parameter without its value; None if there is no such parameter."""
    last = None
    try:
        for page in store.get_paginator("get_parameter_history").paginate(Name=name):
            last = (page["Parameters"] or [last])[-1]
    except store.exceptions.ParameterNotFound:
        return None
    return last


def _values(store, name):
    """The values that readers may use: after a rotation, also the previous one. A change of the description repeats a value."""
    current = _get(store, name)
    for version in range(current["Version"] - 1, 0, -1):
        try:
            former = _get(store, f"{name}:{version}")
        except store.exceptions.ParameterVersionNotFound:
            break
        if former["Value"] != current["Value"]:
            return [current["Value"], former["Value"]]
    return [current["Value"]]


def _get(store, name):
    return store.get_parameter(Name=name, WithDecryption=True)["Parameter"]


def _client(service):
    import boto3

    return boto3.client(service)
