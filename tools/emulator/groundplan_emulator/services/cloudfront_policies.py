"""CloudFront: cache, origin request and response headers policies; functions.

Gap: moto has none of them. In Terraform: the resources fail, and so do their data sources, already in the plan. The
policies that AWS manages can be looked up by name; their content is not reproduced.
"""

import hashlib
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from groundplan_emulator.fake_api import ApiError, FakeApi, missing
from groundplan_emulator.state import Drawers

# Ids that AWS publishes: the same in every account.
MANAGED = {
    "CachePolicy": {
        "Managed-Amplify": "2e54312d-136d-493c-8eb9-b001f22f67d2",
        "Managed-CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        "Managed-CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "Managed-CachingOptimizedForUncompressedObjects": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
        "UseOriginCacheControlHeaders": "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
        "UseOriginCacheControlHeaders-QueryStrings": "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    },
    "OriginRequestPolicy": {
        "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
        "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        "Managed-CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
        "Managed-CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
        "Managed-UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
    },
    "ResponseHeadersPolicy": {
        "Managed-CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
        "Managed-CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
        "Managed-CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
        "Managed-SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
        "Managed-SimpleCORS": "60669652-455b-4ae9-85a4-c4c02393f86c",
    },
}
MANAGED_CONFIG = {
    "CachePolicy": {"MinTTL": 1, "DefaultTTL": 86400, "MaxTTL": 31536000},
    "OriginRequestPolicy": {
        "HeadersConfig": {"HeaderBehavior": "allViewer"},
        "CookiesConfig": {"CookieBehavior": "all"},
        "QueryStringsConfig": {"QueryStringBehavior": "all"},
    },
    "ResponseHeadersPolicy": {},
}
PLURALS = {
    "CachePolicy": ("cache_policies", "cache_policy"),
    "OriginRequestPolicy": ("origin_request_policies", "origin_request_policy"),
    "ResponseHeadersPolicy": ("response_headers_policies", "response_headers_policy"),
}

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: CloudFrontApi answers the calls below first."""


def _etag(content: object) -> str:
    return "E" + hashlib.sha256(repr(content).encode()).hexdigest()[:13].upper()


class CloudFrontApi(FakeApi):
    service = "cloudfront"

    def _kind(self, kind: str) -> dict[str, Any]:
        return drawers.of(self.current_account).setdefault(kind, {})

    # -- functions

    def _function(self, params: dict[str, Any]) -> dict[str, Any]:
        function = self._kind("function").get(params["Name"])
        stages = function["stages"] if function else {}
        stage = params.get("Stage") or "DEVELOPMENT"
        if stage not in stages:
            raise missing("NoSuchFunctionExists", f"Function {params['Name']} in stage {stage}")
        return stages[stage]

    def create_function(self, params: dict[str, Any]) -> dict[str, Any]:
        name = params["Name"]
        if name in self._kind("function"):
            raise ApiError("FunctionAlreadyExists", f"Function {name} exists already.")
        self._kind("function")[name] = {"stages": {"DEVELOPMENT": self._version(params, "UNPUBLISHED")}}
        return {**self.describe_function({"Name": name}), "Location": f"/function/{name}"}

    def _version(self, params: dict[str, Any], status: str) -> dict[str, Any]:
        now = datetime.now(UTC)
        arn = self.arn("cloudfront", f"function/{params['Name']}", region="")
        summary = {
            "Name": params["Name"],
            "Status": status,
            "FunctionConfig": params["FunctionConfig"],
            "FunctionMetadata": {
                "FunctionARN": arn,
                "Stage": "DEVELOPMENT",
                "CreatedTime": now,
                "LastModifiedTime": now,
            },
        }
        code = params["FunctionCode"]
        return {"summary": summary, "code": code, "etag": _etag((code, params["FunctionConfig"]))}

    def describe_function(self, params: dict[str, Any]) -> dict[str, Any]:
        version = self._function(params)
        return {"FunctionSummary": version["summary"], "ETag": version["etag"]}

    def get_function(self, params: dict[str, Any]) -> dict[str, Any]:
        version = self._function(params)
        return {"FunctionCode": version["code"], "ETag": version["etag"], "ContentType": "application/octet-stream"}

    def update_function(self, params: dict[str, Any]) -> dict[str, Any]:
        self._function({"Name": params["Name"]})
        self._kind("function")[params["Name"]]["stages"]["DEVELOPMENT"] = self._version(params, "UNPUBLISHED")
        return self.describe_function({"Name": params["Name"]})

    def publish_function(self, params: dict[str, Any]) -> dict[str, Any]:
        version = self._function({"Name": params["Name"]})
        version["summary"]["Status"] = "UNASSOCIATED"
        metadata = dict(version["summary"]["FunctionMetadata"], Stage="LIVE")
        live = dict(version, summary=dict(version["summary"], FunctionMetadata=metadata))
        self._kind("function")[params["Name"]]["stages"]["LIVE"] = live
        return {"FunctionSummary": live["summary"]}

    def delete_function(self, params: dict[str, Any]) -> None:
        self._function({"Name": params["Name"]})
        del self._kind("function")[params["Name"]]


def _policy_calls(kind: str) -> dict[str, Callable[..., Any]]:
    """The calls of one kind of policy; the three kinds differ in their names only."""
    plural, singular = PLURALS[kind]
    config = f"{kind}Config"

    def found(self: CloudFrontApi, identity: str) -> dict[str, Any]:
        own = self._kind(kind).get(identity)
        if own:
            return own
        for name, managed in MANAGED[kind].items():
            if managed == identity:
                return {
                    "Id": identity,
                    "LastModifiedTime": datetime(2020, 1, 1),
                    config: dict(MANAGED_CONFIG[kind], Name=name),
                }
        raise missing(f"NoSuch{kind}", f"{kind} {identity}")

    def answer(policy: dict[str, Any]) -> dict[str, Any]:
        return {kind: policy, "ETag": _etag(policy[config]), "Location": f"/{policy['Id']}"}

    def create(self: CloudFrontApi, params: dict[str, Any]) -> dict[str, Any]:
        if params[config]["Name"] in [policy[config]["Name"] for policy in self._kind(kind).values()]:
            raise ApiError(f"{kind}AlreadyExists", f"{kind} {params[config]['Name']} exists already.")
        policy = {"Id": str(uuid.uuid4()), "LastModifiedTime": datetime.now(UTC), config: params[config]}
        self._kind(kind)[policy["Id"]] = policy
        return answer(policy)

    def get(self: CloudFrontApi, params: dict[str, Any]) -> dict[str, Any]:
        return answer(found(self, params["Id"]))

    def get_config(self: CloudFrontApi, params: dict[str, Any]) -> dict[str, Any]:
        policy = found(self, params["Id"])
        return {config: policy[config], "ETag": _etag(policy[config])}

    def list_all(self: CloudFrontApi, params: dict[str, Any]) -> dict[str, Any]:
        entries = []
        if params.get("Type") != "custom":
            entries += [{"Type": "managed", kind: found(self, identity)} for identity in MANAGED[kind].values()]
        if params.get("Type") != "managed":
            entries += [{"Type": "custom", kind: policy} for policy in self._kind(kind).values()]
        return {f"{kind}List": {"MaxItems": 100, "Quantity": len(entries), "Items": entries}}

    def update(self: CloudFrontApi, params: dict[str, Any]) -> dict[str, Any]:
        policy = found(self, params["Id"])
        policy[config] = params[config]
        return answer(policy)

    def delete(self: CloudFrontApi, params: dict[str, Any]) -> None:
        found(self, params["Id"])
        self._kind(kind).pop(params["Id"], None)

    return {
        f"create_{singular}": create,
        f"get_{singular}": get,
        f"get_{singular}_config": get_config,
        f"list_{plural}": list_all,
        f"update_{singular}": update,
        f"delete_{singular}": delete,
    }


for _kind in PLURALS:
    for _name, _call in _policy_calls(_kind).items():
        setattr(CloudFrontApi, _name, _call)
