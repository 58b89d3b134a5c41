"""Rotates the password of a master user where RDS does not: in a global database, and of an instance with read replicas.

The secret holds a user and a password, in the form of RDS's own secrets. The new password is set through the RDS API, so the
function needs no privileges in the database; it is replicated to replicas and other regions, as is the secret. From the
moment that RDS has it until the last step, readers of the secret get the old password; use IAM authentication to avoid that.

Terraform calls it with two more steps. createFirst gives a new secret its value, and leaves one that has a value as it is.
acceptCurrent sets the secret's value as the password, whatever the server was created with.
"""

import functools
import json
import os
import ssl
import time
import urllib.request

import generated_value
import mysql_password
import postgres_password
import secret_rotation

PAUSE_SECONDS = 5
ATTEMPTS = 48
# RDS has its own CAs, which systems do not trust by default. They change, so they are downloaded.
AUTHORITIES = "https://truststore.pki.rds.amazonaws.com/{region}/{region}-bundle.pem"
FETCH_SECONDS = 10


def handler(event, context, clients=None, sign_in=None, pause=time.sleep):
    clients = clients or _client
    client = clients("secretsmanager")
    server = json.loads(os.environ["SERVER"])
    sign_in = sign_in or _sign_in

    def accept(value):
        _set(server, json.loads(value)["password"], clients("rds"), pause)

    def replace(value, current):
        """Once RDS has the new password, readers of the secret cannot sign in until the last step. Whatever the later test
        needs, such as the network, RDS's certificates and the server's form of sign-in, is therefore tested before that."""
        _reach(server, current, sign_in)
        accept(value)

    def create(name, current):
        password = generated_value.new(client, generated_value.form_of(name), name)
        return json.dumps({**json.loads(current), "password": password})

    if event["Step"] == "createFirst":
        first = json.dumps({"username": server["username"]})
        secret_rotation.create_first(client, event["SecretId"], lambda name: create(name, first))
    elif event["Step"] == "acceptCurrent":
        accept(secret_rotation.value(client, event["SecretId"]))
    else:
        secret_rotation.step(
            event, client, create, replace, lambda value: _prove(server, value, sign_in, pause))


def _set(server, password, rds, pause):
    """The new password applies at once. ApplyImmediately would apply other changes too, which wait for the maintenance window."""
    change = {
        "cluster": lambda: rds.modify_db_cluster(DBClusterIdentifier=server["id"], MasterUserPassword=password),
        "instance": lambda: rds.modify_db_instance(DBInstanceIdentifier=server["id"], MasterUserPassword=password),
    }[server["type"]]
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return change()
        except (rds.exceptions.InvalidDBInstanceStateFault, rds.exceptions.InvalidDBClusterStateFault):
            # It is being backed up or changed, for example.
            if attempt == ATTEMPTS:
                raise
            pause(PAUSE_SECONDS)


def _reach(server, value, sign_in):
    master = json.loads(value)
    try:
        sign_in(server, master["username"], master["password"])
    except (mysql_password.Rejected, postgres_password.Rejected):
        # The server works. The step is repeated after it has set the password, or somebody else has changed it.
        pass


def _prove(server, value, sign_in, pause):
    """RDS reports completion too early, so the test is to sign in."""
    master = json.loads(value)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return sign_in(server, master["username"], master["password"])
        except (ValueError, OSError):
            if attempt == ATTEMPTS:
                raise
            pause(PAUSE_SECONDS)


def _sign_in(server, user, password):
    if server["protocol"] == "postgres":
        postgres_password.sign_in(server["host"], server["port"], server["database"], user, password, trust=_trust())
    else:
        mysql_password.sign_in(server["host"], server["port"], user, password, trust=_trust())


@functools.cache
def _trust(fetch=urllib.request.urlopen):
    with fetch(AUTHORITIES.format(region=os.environ["AWS_REGION"]), timeout=FETCH_SECONDS) as answer:
        trust = ssl.create_default_context(cadata=answer.read().decode("ascii"))
        # Python 3.13 also requires what RFC 5280 does of each certificate, and RDS's chains do not promise that. Certificate
        # and host name are verified without it.
        trust.verify_flags &= ~ssl.VERIFY_X509_STRICT
        return trust


def _client(service):
    import boto3

    return boto3.client(service)
