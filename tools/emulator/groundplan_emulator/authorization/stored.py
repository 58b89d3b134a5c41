"""What moto keeps and the evaluation needs: identities and their policies, and the policies of resources."""

from typing import Any

PARTITION = "aws"


def iam(account: str) -> Any:
    from moto.iam.models import iam_backends

    return iam_backends[account][PARTITION]


def role(account: str, name_or_arn: str) -> Any | None:
    """A role of an account, by its name or its ARN; None if there is none."""
    name = name_or_arn.rsplit("/", 1)[-1]
    found = next((role for role in iam(account).roles.values() if role.name == name), None)
    return found if found is None or not name_or_arn.startswith("arn:") or found.arn == name_or_arn else None


def user_of_key(access_key: str) -> Any | None:
    """The user whom an access key belongs to; None for a key that was not issued here."""
    from moto.iam.models import iam_backends

    for _, account in list(iam_backends.items()):
        backend = account[PARTITION]
        if access_key in backend.access_keys:
            key = backend.access_keys[access_key]
            name = getattr(key, "user_name", None)
            return backend.users.get(name) if name and key.status == "Active" else None
    return None


def managed_document(account: str, arn: str) -> str | None:
    """The default version of a managed policy."""
    policy = iam(account).managed_policies.get(arn)
    return default_document(policy) if policy else None


def default_document(policy: Any) -> str:
    return next(version.document for version in policy.versions if version.version_id == policy.default_version_id)


def documents(entity: Any) -> list[str]:
    """The policies of a user, group or role: inline and attached ones."""
    own = list(entity.policies.values())
    return [*own, *(default_document(policy) for policy in entity.managed_policies.values())]


def groups(account: str, user: Any) -> list[Any]:
    return [group for group in iam(account).groups.values() if any(member.name == user.name for member in group.users)]


def deployment(account: str, region: str, identifier: str) -> Any | None:
    """A deployment of CodeDeploy, by its id."""
    from moto.codedeploy.models import codedeploy_backends

    return codedeploy_backends[account][region].deployments.get(identifier)


def _place(identifier: str, region: str, account: str) -> tuple[str, str]:
    """Region and account of an ARN; those of the caller for a name."""
    parts = identifier.split(":")
    return (parts[3], parts[4]) if len(parts) > 5 and parts[0] == "arn" else (region, account)


def key(account: str, region: str, identifier: str) -> Any | None:
    """A key by id, ARN or alias; None if there is none."""
    from moto.kms.models import kms_backends

    region, account = _place(identifier, region, account)
    backend = kms_backends[account][region]
    name = backend.get_alias_name(identifier)
    if name.startswith("alias/"):
        return next((key for key in backend.keys.values() if name in key.aliases), None)
    return backend.keys.get(backend.get_key_id(identifier))


def is_managed_by_aws(key: Any) -> bool:
    """Whether a key is one of AWS's own, whose policy allows what the service does for a caller."""
    return any(alias.startswith("alias/aws/") for alias in key.aliases)


def secret(account: str, region: str, identifier: str) -> Any | None:
    from moto.secretsmanager.models import secretsmanager_backends

    region, account = _place(identifier, region, account)
    return secretsmanager_backends[account][region].secrets.get(identifier)


def bucket_account(name: str) -> str:
    """The account that owns a bucket; empty for a bucket that is not there."""
    from moto.s3.models import s3_backends

    return s3_backends.bucket_accounts.get(name, ("", ""))[1]


def bucket(name: str) -> Any | None:
    from moto.s3.models import s3_backends

    owner = bucket_account(name)
    return s3_backends[owner][PARTITION].buckets.get(name) if owner else None
