"""Runs the code of a function as Lambda does: in a process of its own, with its variables and the credentials of its role.

usage: run_function.py ARCHIVE HANDLER EVENT...

Nothing serves the databases of the emulator. What stands in for PostgreSQL takes the password of the last change that RDS let
through, which is kept in the file that DATABASE_PASSWORD_FILE names.
"""

import importlib
import json
import os
import pathlib
import sys

import boto3


def main(archive: str, handler: str, *events: str) -> None:
    sys.path.insert(0, archive)
    module, function = handler.split(".")
    code = importlib.import_module(module)
    if "DATABASE_PASSWORD_FILE" in os.environ:
        serve_database(code, pathlib.Path(os.environ["DATABASE_PASSWORD_FILE"]))
    for event in events:
        getattr(code, function)(json.loads(event), None)


def serve_database(code, known: pathlib.Path) -> None:
    asked = []

    def changed(http_response, **_):
        if http_response.status_code == 200:
            known.write_text(asked[-1])

    def sign_in(host, port, database, user, password, trust):
        if not known.exists() or known.read_text() != password:
            raise code.postgres_password.Rejected("not the password of the database")

    boto3.setup_default_session()
    events = boto3.DEFAULT_SESSION.events
    events.register(
        "before-parameter-build.rds.ModifyDBInstance", lambda params, **_: asked.append(params["MasterUserPassword"]))
    events.register("after-call.rds.ModifyDBInstance", changed)
    code.postgres_password.sign_in = sign_in
    code._trust = lambda: None


if __name__ == "__main__":
    main(*sys.argv[1:])
