"""Runs the code of a function as Lambda does: in a process of its own, with its variables and the credentials of its role.

usage: run_function.py FOLDER ARCHIVE HANDLER EVENT...

Nothing serves the databases and caches of the emulator, and nobody is paged. What stands in for PostgreSQL and for Redis takes the
passwords of the last change that AWS's API let through, which are kept in the folder; there lies what PagerDuty was sent, too.
"""

import importlib
import json
import pathlib
import sys

import boto3


def main(folder: str, archive: str, handler: str, *events: str) -> None:
    sys.path.insert(0, archive)
    module, function = handler.split(".")
    code = importlib.import_module(module)
    boto3.setup_default_session()
    stand_in(code, pathlib.Path(folder))
    for event in events:
        getattr(code, function)(json.loads(event), None)


def stand_in(code, folder: pathlib.Path) -> None:
    if hasattr(code, "postgres_password"):
        databases = Passwords(folder / "database", "rds.ModifyDBInstance", lambda it: [it["MasterUserPassword"]])

        def sign_in(host, port, database, user, password, trust):
            if not databases.let_in(password):
                raise code.postgres_password.Rejected("not the password of the database")

        code.postgres_password.sign_in = sign_in
        code._trust = lambda: None
    if hasattr(code, "cache_password"):
        caches = Passwords(
            folder / "cache", "elasticache.ModifyUser", lambda it: it["AuthenticationMode"]["Passwords"])

        def sign_in_to_cache(cache, password):
            if not caches.let_in(password):
                raise ValueError("not a password of the user")

        code.cache_password.sign_in = sign_in_to_cache
    if hasattr(code, "post"):
        code.post = lambda body: (folder / "pagerduty").write_text(json.dumps(body))


class Passwords:
    """The passwords of the last change that was let through."""

    def __init__(self, file: pathlib.Path, operation: str, read) -> None:
        self.file, self.asked = file, []
        events = boto3.DEFAULT_SESSION.events
        events.register("before-parameter-build." + operation, lambda params, **_: self.asked.append(read(params)))
        events.register("after-call." + operation, self.changed)

    def changed(self, http_response, **_) -> None:
        if http_response.status_code == 200:
            self.file.write_text("\n".join(self.asked[-1]))

    def let_in(self, password: str) -> bool:
        return self.file.exists() and password in self.file.read_text().split("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
