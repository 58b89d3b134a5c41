"""Calls whose action has another name than their operation, or that need more than one.

Only these are listed: every other operation is the action of its own name. For S3 see "Required permissions for Amazon S3 API
operations" in its user guide; for the others the page of the service in the service authorization reference, or the page of the
operation in the service's API reference.
"""

from typing import Any

# Operation of botocore: the actions it needs, on the resource of the call. Empty: it needs none.
SAME_RESOURCE: dict[str, tuple[str, ...]] = {
    "budgets.CreateBudget": ("budgets:ModifyBudget",),
    "budgets.UpdateBudget": ("budgets:ModifyBudget",),
    "budgets.DeleteBudget": ("budgets:ModifyBudget",),
    "budgets.CreateNotification": ("budgets:ModifyBudget",),
    "budgets.UpdateNotification": ("budgets:ModifyBudget",),
    "budgets.DeleteNotification": ("budgets:ModifyBudget",),
    "budgets.CreateSubscriber": ("budgets:ModifyBudget",),
    "budgets.UpdateSubscriber": ("budgets:ModifyBudget",),
    "budgets.DeleteSubscriber": ("budgets:ModifyBudget",),
    "budgets.DescribeBudget": ("budgets:ViewBudget",),
    "budgets.DescribeBudgets": ("budgets:ViewBudget",),
    "budgets.DescribeBudgetPerformanceHistory": ("budgets:ViewBudget",),
    "budgets.DescribeBudgetNotificationsForAccount": ("budgets:ViewBudget",),
    "budgets.DescribeNotificationsForBudget": ("budgets:ViewBudget",),
    "budgets.DescribeSubscribersForNotification": ("budgets:ViewBudget",),
    "cloudfront.CreateDistributionWithTags": ("cloudfront:CreateDistribution", "cloudfront:TagResource"),
    "dynamodb.TransactGetItems": ("dynamodb:GetItem",),
    "dynamodb.TransactWriteItems": ("dynamodb:PutItem",),
    "kms.ReEncrypt": ("kms:ReEncryptFrom",),
    "lambda.Invoke": ("lambda:InvokeFunction",),
    "lambda.InvokeWithResponseStream": ("lambda:InvokeFunction",),
    "lambda.GetLayerVersionByArn": ("lambda:GetLayerVersion",),
    "sns.PublishBatch": ("sns:Publish",),
    "sqs.SendMessageBatch": ("sqs:SendMessage",),
    "sqs.DeleteMessageBatch": ("sqs:DeleteMessage",),
    "sqs.ChangeMessageVisibilityBatch": ("sqs:ChangeMessageVisibility",),
    "s3.CompleteMultipartUpload": ("s3:PutObject",),
    "s3.CopyObject": ("s3:PutObject",),
    "s3.CreateMultipartUpload": ("s3:PutObject",),
    "s3.UploadPart": ("s3:PutObject",),
    "s3.UploadPartCopy": ("s3:PutObject",),
    "s3.HeadBucket": ("s3:ListBucket",),
    "s3.HeadObject": ("s3:GetObject",),
    "s3.SelectObjectContent": ("s3:GetObject",),
    "s3.DeleteObjects": ("s3:DeleteObject",),
    "s3.ListBuckets": ("s3:ListAllMyBuckets",),
    "s3.ListDirectoryBuckets": ("s3express:ListAllMyDirectoryBuckets",),
    "s3.ListObjects": ("s3:ListBucket",),
    "s3.ListObjectsV2": ("s3:ListBucket",),
    "s3.ListObjectVersions": ("s3:ListBucketVersions",),
    "s3.ListMultipartUploads": ("s3:ListBucketMultipartUploads",),
    "s3.ListParts": ("s3:ListMultipartUploadParts",),
    "s3.DeleteBucketCors": ("s3:PutBucketCORS",),
    "s3.DeleteBucketOwnershipControls": ("s3:PutBucketOwnershipControls",),
    "s3.DeleteBucketTagging": ("s3:PutBucketTagging",),
    "s3.GetPublicAccessBlock": ("s3:GetBucketPublicAccessBlock",),
    "s3.PutPublicAccessBlock": ("s3:PutBucketPublicAccessBlock",),
    "s3.DeletePublicAccessBlock": ("s3:PutBucketPublicAccessBlock",),
    "s3.GetObjectLockConfiguration": ("s3:GetBucketObjectLockConfiguration",),
    "s3.PutObjectLockConfiguration": ("s3:PutBucketObjectLockConfiguration",),
    "s3.GetBucketNotificationConfiguration": ("s3:GetBucketNotification",),
    "s3.PutBucketNotificationConfiguration": ("s3:PutBucketNotification",),
    "s3control.GetPublicAccessBlock": ("s3:GetAccountPublicAccessBlock",),
    "s3control.PutPublicAccessBlock": ("s3:PutAccountPublicAccessBlock",),
    "s3control.DeletePublicAccessBlock": ("s3:PutAccountPublicAccessBlock",),
}

# Configurations of buckets: <verb>Bucket<Name>[Configuration] is the action <Get or Put><Name>Configuration.
S3_CONFIGURATIONS = (
    "Accelerate", "Analytics", "Encryption", "IntelligentTiering", "Inventory", "Lifecycle", "Metrics", "Replication",
)
# With a version, these are actions of their own, such as s3:GetObjectVersion.
S3_OF_VERSIONS = {
    "s3:GetObject": "s3:GetObjectVersion",
    "s3:DeleteObject": "s3:DeleteObjectVersion",
    "s3:GetObjectTagging": "s3:GetObjectVersionTagging",
    "s3:PutObjectTagging": "s3:PutObjectVersionTagging",
    "s3:DeleteObjectTagging": "s3:DeleteObjectVersionTagging",
    "s3:GetObjectAcl": "s3:GetObjectVersionAcl",
    "s3:PutObjectAcl": "s3:PutObjectVersionAcl",
    "s3:GetObjectAttributes": "s3:GetObjectVersionAttributes",
}
# Calls that nobody needs a permission for.
ALWAYS = {"sts.GetCallerIdentity", "sts.GetSessionToken", "sts.GetAccessKeyInfo"}


def actions(service: str, operation: str, parameters: dict[str, Any]) -> tuple[str, ...] | None:
    """The actions of a call that has others than that of its own name; None if it has not."""
    name = f"{service}.{operation}"
    if name in ALWAYS:
        return ()
    listed = SAME_RESOURCE.get(name) or _of_configuration(service, operation)
    if service != "s3":
        return listed
    own = listed or (f"s3:{operation}",)
    if parameters.get("VersionId"):
        own = tuple(S3_OF_VERSIONS.get(action, action) for action in own)
    more = []
    if operation in ("PutObject", "CopyObject", "CreateMultipartUpload"):
        more += ["s3:PutObjectTagging"] if parameters.get("Tagging") else []
        more += ["s3:PutObjectAcl"] if parameters.get("ACL") and parameters["ACL"] != "private" else []
    if operation == "CreateBucket":
        more += ["s3:PutBucketAcl"] if parameters.get("ACL") and parameters["ACL"] != "private" else []
        more += ["s3:PutBucketOwnershipControls"] if parameters.get("ObjectOwnership") else []
        if parameters.get("ObjectLockEnabledForBucket"):
            more += ["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"]
    return (*own, *more)


def _of_configuration(service: str, operation: str) -> tuple[str, ...] | None:
    if service not in ("s3", "s3control") or "Bucket" not in operation:
        return None
    verb, _, rest = operation.partition("Bucket")
    name = rest.removesuffix("Configurations").removesuffix("Configuration")
    if name not in S3_CONFIGURATIONS:
        return None
    return (f"s3:{'Get' if verb in ('Get', 'List') else 'Put'}{name}Configuration",)
