"""Puts a new generated value in the place of a parameter's old one.

EventBridge calls the function with the step rotate as often as the settings say. If the value is the password of a cache's
user, the cache is told before readers are, and lets both values in until the next rotation. A call that fails is repeated, and
begins anew. Parameter Store keeps former values in the parameter's history.

Terraform calls it with the step acceptCurrent: the cache lets in who knows the parameter as it is, which is how the value that
the parameter was made with becomes the password.
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
        # Without its key, Parameter Store would take the account's own.
        store.put_parameter(Name=name, Value=value, Type="SecureString", KeyId=os.environ["KEY"], Overwrite=True)
    else:
        raise ValueError(f"unknown step {step}")


def _values(store, name):
    """The values that readers may have: after a rotation, that is the former one too."""
    current = store.get_parameter(Name=name, WithDecryption=True)["Parameter"]
    if current["Version"] == 1:
        return [current["Value"]]
    former = store.get_parameter(Name=f"{name}:{current['Version'] - 1}", WithDecryption=True)["Parameter"]
    return [current["Value"], former["Value"]]


def _client(service):
    import boto3

    return boto3.client(service)
