"""Amplify Hosting: apps, branches, domains.

Gap: moto has no such service. In Terraform: aws_amplify_app, aws_amplify_branch and aws_amplify_domain_association
fail. Nothing is built; a domain counts as verified at once.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

from groundplan_emulator.fake_api import FakeApi, missing
from groundplan_emulator.state import Drawers

APP_DEFAULTS = {"platform": "WEB", "enableBranchAutoBuild": False, "enableBasicAuth": False, "environmentVariables": {}}
BRANCH_DEFAULTS = {
    "stage": "NONE",
    "enableNotification": False,
    "enableAutoBuild": True,
    "enableBasicAuth": False,
    "ttl": "5",
    "enablePullRequestPreview": False,
    "environmentVariables": {},
    "customDomains": [],
    "framework": "",
    "activeJobId": "",
    "totalNumberOfJobs": "0",
}
# Secrets that AWS takes and never returns.
SECRETS = ("accessToken", "oauthToken")

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: AmplifyApi answers for the whole service."""


class AmplifyApi(FakeApi):
    service = "amplify"

    def _kind(self, kind: str) -> dict[Any, Any]:
        return drawers.of(self.current_account, self.region).setdefault(kind, {})

    def _found(self, kind: str, key: Any) -> dict[str, Any]:
        if key not in self._kind(kind):
            raise missing("NotFoundException", f"{kind} {key}")
        return self._kind(kind)[key]

    @staticmethod
    def _given(params: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in params.items() if value is not None and key not in SECRETS}

    def create_app(self, params: dict[str, Any]) -> dict[str, Any]:
        identity = "d" + uuid.uuid4().hex[:13]
        now = datetime.now(UTC)
        app = {
            **APP_DEFAULTS,
            **self._given(params),
            "appId": identity,
            "appArn": self.arn("amplify", f"apps/{identity}"),
            "defaultDomain": f"{identity}.amplifyapp.com",
            "createTime": now,
            "updateTime": now,
        }
        self._kind("app")[identity] = app
        self._kind("tags")[app["appArn"]] = dict(params.get("tags") or {})
        return {"app": self._tagged(app, "appArn")}

    def _tagged(self, entry: dict[str, Any], arn: str) -> dict[str, Any]:
        return dict(entry, tags=self._kind("tags").get(entry[arn], {}))

    def get_app(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"app": self._tagged(self._found("app", params["appId"]), "appArn")}

    def list_apps(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"apps": [self._tagged(app, "appArn") for app in self._kind("app").values()]}

    def update_app(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("app", params["appId"]).update(self._given(params))
        return self.get_app(params)

    def delete_app(self, params: dict[str, Any]) -> dict[str, Any]:
        app = self._found("app", params["appId"])
        del self._kind("app")[params["appId"]]
        return {"app": app}

    def create_branch(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("app", params["appId"])
        now = datetime.now(UTC)
        branch = {
            **BRANCH_DEFAULTS,
            "displayName": params["branchName"],
            **self._given(params),
            "branchArn": self.arn("amplify", f"apps/{params['appId']}/branches/{params['branchName']}"),
            "createTime": now,
            "updateTime": now,
        }
        self._kind("branch")[(params["appId"], params["branchName"])] = branch
        self._kind("tags")[branch["branchArn"]] = dict(params.get("tags") or {})
        return {"branch": self._tagged(branch, "branchArn")}

    def get_branch(self, params: dict[str, Any]) -> dict[str, Any]:
        branch = self._found("branch", (params["appId"], params["branchName"]))
        return {"branch": self._tagged(branch, "branchArn")}

    def update_branch(self, params: dict[str, Any]) -> dict[str, Any]:
        self._found("branch", (params["appId"], params["branchName"])).update(self._given(params))
        return self.get_branch(params)

    def delete_branch(self, params: dict[str, Any]) -> dict[str, Any]:
        key = (params["appId"], params["branchName"])
        branch = self._found("branch", key)
        del self._kind("branch")[key]
        return {"branch": branch}

    def create_domain_association(self, params: dict[str, Any]) -> dict[str, Any]:
        app, domain = self._found("app", params["appId"]), params["domainName"]
        association = {
            "domainAssociationArn": f"{app['appArn']}/domains/{domain}",
            "domainName": domain,
            "enableAutoSubDomain": bool(params.get("enableAutoSubDomain")),
            "domainStatus": "AVAILABLE",
            "updateStatus": "UPDATE_COMPLETE",
            "statusReason": "",
            "certificateVerificationDNSRecord": f"_emulated.{domain}. CNAME _emulated.acm-validations.aws.",
            "certificate": dict(params.get("certificateSettings") or {"type": "AMPLIFY_MANAGED"}),
        }
        self._kind("domain")[(params["appId"], domain)] = association
        return self.update_domain_association(params)

    def update_domain_association(self, params: dict[str, Any]) -> dict[str, Any]:
        association = self._found("domain", (params["appId"], params["domainName"]))
        association["subDomains"] = [
            {
                "subDomainSetting": setting,
                "verified": True,
                "dnsRecord": f"{setting['prefix']} CNAME d111.cloudfront.net",
            }
            for setting in params.get("subDomainSettings") or []
        ]
        return {"domainAssociation": association}

    def get_domain_association(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"domainAssociation": self._found("domain", (params["appId"], params["domainName"]))}

    def delete_domain_association(self, params: dict[str, Any]) -> dict[str, Any]:
        association = self._found("domain", (params["appId"], params["domainName"]))
        del self._kind("domain")[(params["appId"], params["domainName"])]
        return {"domainAssociation": association}

    def list_tags_for_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"tags": self._kind("tags").get(params["resourceArn"], {})}

    def tag_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        self._kind("tags").setdefault(params["resourceArn"], {}).update(params["tags"])
        return {}

    def untag_resource(self, params: dict[str, Any]) -> dict[str, Any]:
        for key in params["tagKeys"]:
            self._kind("tags").get(params["resourceArn"], {}).pop(key, None)
        return {}
