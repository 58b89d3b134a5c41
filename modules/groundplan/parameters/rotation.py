"""Rotates a generated parameter.

EventBridge invokes the function with the step rotate on the schedule in the settings. If the value is the password of a cache
user, it is set on the cache first, which accepts both values until the next rotation. A failed invocation is retried from
the beginning. Parameter Store keeps previous values in the parameter's history.

Terraform invokes it with the step acceptCurrent: the cache accepts the parameter's current value, so that the value that
the parameter was created with becomes the password.
"""

import os

import cache_password
import generated_value


def handler(event, context, clients=None):
    clients = clients or _client
    store, name, step = clients("ssm"), event["Parameter"], event["Step"]
    cache = cache_password.cache_of(name)
    current, *former = _values(store, name)
    if step == "acceptCurrent":
        cache_password.accept(cache, [current, *former], clients("elasticache"))
    elif step == "rotate":
        form = generated_value.form_of(name)
        value = generated_value.make(clients("secretsmanager"), form)
        generated_value.check(value, form, name)
        if cache:
            cache_password.accept(cache, [value, current], clients("elasticache"))
            cache_password.sign_in(cache, value)
        # Without its key, Parameter Store would use the account's default key.
        store.put_parameter(Name=name, Value=value, Type="SecureString", KeyId=os.environ["KEY"], Overwrite=True)
    else:
        raise ValueError(f"unknown step {step}")


def _values(store, name):
    """The values that readers may use: after a rotation, also the previous one."""
    current = store.get_parameter(Name=name, WithDecryption=True)["Parameter"]
    if current["Version"] == 1:
        return [current["Value"]]
    former = store.get_parameter(Name=f"{name}:{current['Version'] - 1}", WithDecryption=True)["Parameter"]
    return [current["Value"], former["Value"]]


def _client(service):
    import boto3

    return boto3.client(service)
