"""EKS: add-ons, access entries with their policies, and pod identities.

Gap: moto does not know them. In Terraform: aws_eks_addon, aws_eks_access_entry, aws_eks_access_policy_association and
aws_eks_pod_identity_association fail. They are kept, and nothing is installed or let in.
"""

import time
import uuid
from typing import Any

from groundplan_emulator.fake_api import ApiError, FakeApi, missing
from groundplan_emulator.state import Drawers

drawers = Drawers()


def patch() -> None:
    """EksApi answers the calls below first; what is kept of a cluster goes with it."""
    from moto.eks.models import EKSBackend

    moto_delete = EKSBackend.delete_cluster

    def delete_cluster(self: Any, name: str) -> Any:
        deleted = moto_delete(self, name)
        drawers.of(self.account_id, self.region_name).pop(name, None)
        return deleted

    EKSBackend.delete_cluster = delete_cluster


class EksApi(FakeApi):
    service = "eks"

    def _kept(self, kind: str, params: dict[str, Any]) -> dict[str, Any]:
        """What a cluster has of a kind, by its key."""
        from moto.eks.models import eks_backends

        eks_backends[self.current_account][self.region].describe_cluster(params["clusterName"])
        cluster = drawers.of(self.current_account, self.region).setdefault(params["clusterName"], {})
        return cluster.setdefault(kind, {})

    def _one(self, kind: str, params: dict[str, Any], key: str) -> dict[str, Any]:
        kept = self._kept(kind, params)
        if params[key] not in kept:
            raise missing("ResourceNotFoundException", f"{kind} {params[key]}")
        return kept[params[key]]

    def _create(self, kind: str, params: dict[str, Any], key: str, content: dict[str, Any]) -> dict[str, Any]:
        kept = self._kept(kind, params)
        if key in kept:
            raise ApiError("ResourceInUseException", f"{kind} {key} exists.")
        now = time.time()
        kept[key] = {
            "clusterName": params["clusterName"],
            "createdAt": now,
            "modifiedAt": now,
            "tags": dict(params.get("tags") or {}),
            **content,
        }
        return kept[key]

    # -- add-ons

    def create_addon(self, params: dict[str, Any]) -> dict[str, Any]:
        name, cluster = params["addonName"], params["clusterName"]
        content = {
            "addonName": name,
            "addonVersion": params.get("addonVersion") or "v1.0.0-eksbuild.1",
            "addonArn": self.arn("eks", f"addon/{cluster}/{name}/{uuid.uuid4()}"),
            "status": "ACTIVE",
            **{wish: params[wish] for wish in ("serviceAccountRoleArn", "configurationValues") if params.get(wish)},
        }
        return {"addon": self._create("addon", params, name, content)}

    def describe_addon(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"addon": self._one("addon", params, "addonName")}

    def update_addon(self, params: dict[str, Any]) -> dict[str, Any]:
        addon = self._one("addon", params, "addonName")
        for wish in ("addonVersion", "serviceAccountRoleArn", "configurationValues"):
            if params.get(wish):
                addon[wish] = params[wish]
        return {"update": _done("AddonUpdate")}

    def delete_addon(self, params: dict[str, Any]) -> dict[str, Any]:
        addon = self._one("addon", params, "addonName")
        del self._kept("addon", params)[params["addonName"]]
        return {"addon": addon | {"status": "DELETING"}}

    def describe_update(self, params: dict[str, Any]) -> dict[str, Any]:
        """Whatever was changed is done at once."""
        return {"update": _done("ConfigUpdate") | {"id": params["updateId"]}}

    # -- access entries

    def create_access_entry(self, params: dict[str, Any]) -> dict[str, Any]:
        principal = params["principalArn"]
        _, account, what = principal.rsplit(":", 2)
        content = {
            "principalArn": principal,
            "accessEntryArn": self.arn("eks", f"access-entry/{params['clusterName']}/{what}/{uuid.uuid4()}"),
            "kubernetesGroups": params.get("kubernetesGroups") or [],
            "username": params.get("username") or f"arn:aws:sts::{account}:assumed-{what}/{{{{SessionName}}}}",
            "type": params.get("type") or "STANDARD",
        }
        return {"accessEntry": self._create("access entry", params, principal, content)}

    def describe_access_entry(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"accessEntry": self._one("access entry", params, "principalArn")}

    def delete_access_entry(self, params: dict[str, Any]) -> dict[str, Any]:
        self._one("access entry", params, "principalArn")
        del self._kept("access entry", params)[params["principalArn"]]
        self._kept("policy", params).pop(params["principalArn"], None)
        return {}

    def associate_access_policy(self, params: dict[str, Any]) -> dict[str, Any]:
        self._one("access entry", params, "principalArn")
        policies = self._kept("policy", params).setdefault(params["principalArn"], {})
        now = time.time()
        policies[params["policyArn"]] = {
            "policyArn": params["policyArn"],
            "accessScope": params["accessScope"],
            "associatedAt": now,
            "modifiedAt": now,
        }
        return {"associatedAccessPolicy": policies[params["policyArn"]]}

    def list_associated_access_policies(self, params: dict[str, Any]) -> dict[str, Any]:
        self._one("access entry", params, "principalArn")
        policies = self._kept("policy", params).get(params["principalArn"], {})
        return {"associatedAccessPolicies": list(policies.values())}

    def disassociate_access_policy(self, params: dict[str, Any]) -> dict[str, Any]:
        self._one("access entry", params, "principalArn")
        self._kept("policy", params).get(params["principalArn"], {}).pop(params["policyArn"], None)
        return {}

    # -- pod identities

    def create_pod_identity_association(self, params: dict[str, Any]) -> dict[str, Any]:
        key = f"a-{uuid.uuid4().hex[:17]}"
        content = {
            "namespace": params["namespace"],
            "serviceAccount": params["serviceAccount"],
            "roleArn": params["roleArn"],
            "associationArn": self.arn("eks", f"podidentityassociation/{params['clusterName']}/{key}"),
            "associationId": key,
        }
        return {"association": self._create("pod identity", params, key, content)}

    def describe_pod_identity_association(self, params: dict[str, Any]) -> dict[str, Any]:
        return {"association": self._one("pod identity", params, "associationId")}

    def delete_pod_identity_association(self, params: dict[str, Any]) -> dict[str, Any]:
        association = self._one("pod identity", params, "associationId")
        del self._kept("pod identity", params)[params["associationId"]]
        return {"association": association}


def _done(kind: str) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "status": "Successful", "type": kind, "createdAt": time.time(), "params": []}
