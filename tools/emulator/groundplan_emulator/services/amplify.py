"""Amplify Hosting: apps, branches, deployments, domains.

Gap: moto has no such service. In Terraform: aws_amplify_app, aws_amplify_branch and aws_amplify_domain_association
fail. Nothing is built; a deployment succeeds if its archive has an index.html; a domain counts as verified at once.
"""

import io
import os
import uuid
import zipfile
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

    def create_deployment(self, params: dict[str, Any]) -> dict[str, Any]:
        from moto.s3.models import s3_backends

        branch = self._found("branch", (params["appId"], params["branchName"]))
        number = str(int(branch["totalNumberOfJobs"]) + 1)
        branch["totalNumberOfJobs"] = number
        bucket = f"amplify-uploads-{params['appId']}"
        backend = s3_backends[self.current_account][self.partition]
        if bucket not in backend.buckets:
            backend.create_bucket(bucket, self.region)
        summary = {"jobId": number, "status": "CREATED", "jobType": "MANUAL", "startTime": datetime.now(UTC)}
        self._kind("job")[(params["appId"], params["branchName"], number)] = summary
        url = f"http://127.0.0.1:{os.environ['MOTO_PORT']}/{bucket}/{number}.zip"
        return {"jobId": number, "fileUploadUrls": {}, "zipUploadUrl": url}

    def start_deployment(self, params: dict[str, Any]) -> dict[str, Any]:
        from moto.s3.models import s3_backends

        key = (params["appId"], params["branchName"], params["jobId"])
        summary = self._found("job", key)
        backend = s3_backends[self.current_account][self.partition]
        archive = backend.get_object(f"amplify-uploads-{params['appId']}", f"{params['jobId']}.zip")
        names = zipfile.ZipFile(io.BytesIO(archive.value)).namelist() if archive else []
        # It is seen at work once before it ends.
        summary["status"], summary["ends"] = "RUNNING", "SUCCEED" if "index.html" in names else "FAILED"
        return {"jobSummary": self._summary(key)}

    def get_job(self, params: dict[str, Any]) -> dict[str, Any]:
        key = (params["appId"], params["branchName"], params["jobId"])
        answer = {"job": {"summary": self._summary(key), "steps": []}}
        summary = self._found("job", key)
        summary["status"] = summary.pop("ends", summary["status"])
        return answer

    def _summary(self, key: tuple[str, str, str]) -> dict[str, Any]:
        arn = self.arn("amplify", f"apps/{key[0]}/branches/{key[1]}/jobs/{key[2]}")
        commit = {"commitId": "", "commitMessage": "", "commitTime": datetime.now(UTC)}
        return {**self._found("job", key), **commit, "jobArn": arn}

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
