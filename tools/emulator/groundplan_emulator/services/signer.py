"""Signer: jobs, which sign at once.

Gap: moto has signing profiles and no jobs. In Terraform: aws_signer_signing_job fails. Here the archive is copied as
it is to where the signed one goes; only its name says that it is signed.
"""

import time
import uuid
from typing import Any

from groundplan_emulator.fake_api import FakeApi, missing
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: SignerApi answers what moto does not know."""


class SignerApi(FakeApi):
    service = "signer"

    @property
    def _jobs(self) -> dict[str, Any]:
        return drawers.of(self.current_account, self.region)

    def _profile(self, name: str) -> Any:
        from moto.signer.models import signer_backends

        profile = signer_backends[self.current_account][self.region].signing_profiles.get(name)
        if profile is None or profile.status != "Active":
            raise missing("ResourceNotFoundException", f"Profile {name}")
        return profile

    def start_signing_job(self, params: dict[str, Any]) -> dict[str, Any]:
        from moto.s3.models import s3_backends

        profile = self._profile(params["profileName"])
        source, target = params["source"]["s3"], params["destination"]["s3"]
        backend = s3_backends[self.current_account][self.partition]
        given = backend.get_object(source["bucketName"], source["key"], version_id=source.get("version"))
        if given is None:
            raise missing("ResourceNotFoundException", f"Object {source['key']}")
        job = str(uuid.uuid4())
        key = f"{target.get('prefix', '')}{job}.zip"
        backend.put_object(target["bucketName"], key, given.value)
        now = time.time()
        self._jobs[job] = {
            "jobId": job,
            "source": params["source"],
            "platformId": profile.platform_id,
            "profileName": profile.name,
            "profileVersion": profile.profile_version,
            "createdAt": now,
            "completedAt": now,
            "requestedBy": f"arn:{self.partition}:iam::{self.current_account}:root",
            "status": "Succeeded",
            "signedObject": {"s3": {"bucketName": target["bucketName"], "key": key}},
            "jobOwner": self.current_account,
            "jobInvoker": self.current_account,
        }
        return {"jobId": job, "jobOwner": self.current_account}

    def describe_signing_job(self, params: dict[str, Any]) -> dict[str, Any]:
        if params["jobId"] not in self._jobs:
            raise missing("ResourceNotFoundException", f"Job {params['jobId']}")
        return self._jobs[params["jobId"]]

    def list_signing_jobs(self, params: dict[str, Any]) -> dict[str, Any]:
        shown = ("jobId", "source", "signedObject", "createdAt", "status", "profileName", "profileVersion", "platformId")
        return {"jobs": [{key: job[key] for key in shown} for job in self._jobs.values()]}
