"""What a service asks of a customer's key on behalf of the caller, for which the caller needs the permission.

Data in S3, Secrets Manager, Parameter Store, SQS, SNS and DynamoDB: the service calls KMS with the caller's rights
(kms:ViaService), see the pages "encryption" in the guides of these services. Databases, caches, file systems, repositories and the
like make a grant with the caller's rights when they are created.
"""

from dataclasses import dataclass, field
from typing import Any

from groundplan_emulator.authorization import stored
from groundplan_emulator.request_decoding import Call

# What is created with a key, and the service then gets a grant for.
GRANTING = {
    "backup.CreateBackupVault", "dynamodb.CreateTable", "dynamodb.UpdateTable", "ec2.CreateVolume", "ecr.CreateRepository",
    "efs.CreateFileSystem", "eks.CreateCluster", "elasticache.CreateReplicationGroup", "elasticache.CreateServerlessCache",
    "lambda.CreateFunction", "lambda.UpdateFunctionConfiguration", "rds.CreateDBCluster", "rds.CreateDBInstance",
    "rds.RestoreDBInstanceFromDBSnapshot", "rds.RestoreDBClusterFromSnapshot",
}  # fmt: skip
KEY_PARAMETERS = ("KmsKeyId", "KMSMasterKeyId", "KMSKeyArn", "EncryptionKeyArn", "kmsKey", "KmsKeyArn", "keyArn")
DYNAMODB_DATA = {
    "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "BatchGetItem", "BatchWriteItem", "TransactGetItems",
    "TransactWriteItems",
}  # fmt: skip


@dataclass(frozen=True)
class KeyUse:
    """An action on a key that a call implies, with the condition keys that the service adds."""

    action: str
    key_arn: str
    keys: dict[str, list[str]] = field(default_factory=dict)


def key_uses(call: Call) -> list[KeyUse]:
    """The actions on keys that a call implies; none for AWS's own keys."""
    find = {
        "s3": _s3, "secretsmanager": _secretsmanager, "ssm": _ssm, "sqs": _sqs, "sns": _sns, "dynamodb": _dynamodb,
    }.get(call.service.name)  # fmt: skip
    uses = find(call) if find else []
    if f"{call.service.name}.{call.operation}" in GRANTING:
        granting = {"kms:GrantIsForAWSResource": ["true"]}
        for key in _named_keys(call.parameters):
            uses += _of(call, key, ("kms:DescribeKey", "kms:CreateGrant"), {}, granting)
    return uses


def _of(
    call: Call, identifier: str, actions: tuple[str, ...], context: dict[str, str], more: dict[str, list[str]] | None = None
) -> list[KeyUse]:
    key = stored.key(call.account, call.region, identifier)
    if key is None or stored.is_managed_by_aws(key):
        return []
    keys = {
        "kms:ViaService": [f"{call.service.signing_name}.{call.region}.amazonaws.com"],
        "aws:ViaAWSService": ["true"],
        "aws:CalledVia": [f"{call.service.signing_name}.amazonaws.com"],
        **(more or {}),
    }
    if context:
        keys["kms:EncryptionContextKeys"] = list(context)
        keys.update({f"kms:EncryptionContext:{name}": [value] for name, value in context.items()})
    return [KeyUse(action, key.arn, keys) for action in actions]


def _named_keys(value: Any) -> list[str]:
    found: list[str] = []
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in KEY_PARAMETERS and isinstance(inner, str):
                found.append(inner)
            elif isinstance(inner, (dict, list)):
                found += _named_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            found += _named_keys(inner)
    return list(dict.fromkeys(found))


def _s3(call: Call) -> list[KeyUse]:
    name, path = call.parameters.get("Bucket"), call.parameters.get("Key")
    bucket = stored.bucket(name) if name and path else None
    if bucket is None:
        return []
    # With a bucket key, the context is that of the bucket; without, that of the object.
    rule = (bucket.encryption or {}).get("Rule") or {}
    rule = rule[0] if isinstance(rule, list) else rule
    default = rule.get("ApplyServerSideEncryptionByDefault") or {}
    bucket_key = str(rule.get("BucketKeyEnabled", "")).lower() == "true"
    arn = f"arn:aws:s3:::{name}" if bucket_key else f"arn:aws:s3:::{name}/{path}"
    context = {"aws:s3:arn": arn}
    if call.operation in ("PutObject", "CopyObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"):
        key = call.parameters.get("SSEKMSKeyId") or default.get("KMSMasterKeyID")
        many = call.operation not in ("PutObject", "CopyObject")
        actions = ("kms:GenerateDataKey", "kms:Decrypt") if many else ("kms:GenerateDataKey",)
        plain = call.parameters.get("ServerSideEncryption") == "AES256"
        return _of(call, key, actions, context) if key and not plain else []
    if call.operation in ("GetObject", "SelectObjectContent"):
        stored_object = bucket.keys.get(path)
        key = getattr(stored_object, "kms_key_id", None)
        return _of(call, key, ("kms:Decrypt",), context) if key else []
    return []


def _secretsmanager(call: Call) -> list[KeyUse]:
    given = call.parameters
    if call.operation == "CreateSecret":
        # The key of a new secret encrypts its first value, if it has one.
        valued = given.get("SecretString") or given.get("SecretBinary")
        return _of(call, given["KmsKeyId"], ("kms:GenerateDataKey", "kms:Decrypt"), {}) if given.get("KmsKeyId") and valued else []
    actions = {
        "GetSecretValue": ("kms:Decrypt",),
        "PutSecretValue": ("kms:GenerateDataKey", "kms:Decrypt"),
        "UpdateSecret": ("kms:GenerateDataKey", "kms:Decrypt"),
    }.get(call.operation)
    secret = stored.secret(call.account, call.region, given.get("SecretId") or "") if actions else None
    key = getattr(secret, "kms_key_id", None)
    if not key or (call.operation == "UpdateSecret" and not (given.get("SecretString") or given.get("SecretBinary"))):
        return []
    return _of(call, key, actions, {"SecretARN": secret.arn})


def _ssm(call: Call) -> list[KeyUse]:
    from moto.ssm.models import ssm_backends

    given = call.parameters
    uses: list[KeyUse] = []
    if call.operation == "PutParameter" and given.get("Type") == "SecureString" and given.get("KeyId"):
        arn = f"arn:aws:ssm:{call.region}:{call.account}:parameter/{given['Name'].lstrip('/')}"
        return _of(call, given["KeyId"], ("kms:Encrypt",), {"PARAMETER_ARN": arn})
    if call.operation in ("GetParameter", "GetParameters") and given.get("WithDecryption"):
        backend = ssm_backends[call.account][call.region]
        for name in given.get("Names") or [given.get("Name", "")]:
            plain = name.partition(":parameter")[2] if name.startswith("arn:") else name
            found = backend.get_parameter(backend._parameters.normalize_name(plain.partition(":")[0]))
            if found is not None and found.parameter_type == "SecureString" and found.keyid:
                arn = f"arn:aws:ssm:{call.region}:{call.account}:parameter/{found.name.lstrip('/')}"
                uses += _of(call, found.keyid, ("kms:Decrypt",), {"PARAMETER_ARN": arn})
    return uses


def _sqs(call: Call) -> list[KeyUse]:
    from moto.sqs.models import sqs_backends

    actions = {
        "SendMessage": ("kms:GenerateDataKey", "kms:Decrypt"),
        "SendMessageBatch": ("kms:GenerateDataKey", "kms:Decrypt"),
        "ReceiveMessage": ("kms:Decrypt",),
    }.get(call.operation)
    name = (call.parameters.get("QueueUrl") or "").rsplit("/", 1)[-1]
    queue = sqs_backends[call.account][call.region].queues.get(name) if actions else None
    key = getattr(queue, "kms_master_key_id", None)
    return _of(call, key, actions, {"aws:sqs:arn": queue.queue_arn}) if key else []


def _sns(call: Call) -> list[KeyUse]:
    from moto.sns.models import sns_backends

    if call.operation not in ("Publish", "PublishBatch"):
        return []
    arn = call.parameters.get("TopicArn") or ""
    topic = sns_backends[call.account][call.region].topics.get(arn)
    key = getattr(topic, "kms_master_key_id", None)
    return _of(call, key, ("kms:GenerateDataKey", "kms:Decrypt"), {"aws:sns:topicArn": arn}) if key else []


def _dynamodb(call: Call) -> list[KeyUse]:
    from moto.dynamodb.models import dynamodb_backends

    if call.operation not in DYNAMODB_DATA:
        return []
    name = (call.parameters.get("TableName") or "").rsplit("/", 1)[-1]
    table = dynamodb_backends[call.account][call.region].tables.get(name)
    key = ((table.sse_specification if table else None) or {}).get("KMSMasterKeyId")
    context = {"aws:dynamodb:tableName": name, "aws:dynamodb:subscriberId": call.account}
    return _of(call, key, ("kms:Decrypt",), context) if key else []
