"""EKS: what a cluster says of itself, and what it does on the way.

Gap: moto invents an SSH key for every node group and forgets how it is updated, keeps neither access_config nor
upgrade_policy, gives every cluster the same issuer, a certificate that is none and no security group. In Terraform:
aws_eks_node_group and aws_eks_cluster are replaced by the next plan, base64decode of the certificate fails, a second
cluster has no OIDC provider of its own. Add-ons, access entries and pod identities are in eks_access.py.
"""

import base64
import uuid
from typing import Any

CERTIFICATE = "-----BEGIN CERTIFICATE-----\nZW11bGF0ZWQ=\n-----END CERTIFICATE-----\n"


def patch() -> None:
    from moto.eks import models, responses

    models.DEFAULT_REMOTE_ACCESS = None
    moto_delete = models.EKSBackend.delete_cluster
    moto_create = responses.EKSResponse.create_cluster
    moto_nodes = responses.EKSResponse.create_nodegroup

    def create_cluster(self: Any) -> Any:
        result = moto_create(self)
        cluster = self.eks_backend.clusters[self._get_param("name")]
        _complete(cluster, self)
        return result

    def create_nodegroup(self: Any) -> Any:
        result = moto_nodes(self)
        group = self.eks_backend.clusters[self._get_param("name")].nodegroups[self._get_param("nodegroupName")]
        group.update_config = self._get_param("updateConfig") or {"maxUnavailable": 1}
        return result

    def delete_cluster(self: Any, name: str) -> Any:
        deleted = moto_delete(self, name)
        _ec2(self).delete_security_group(group_id=deleted.resources_vpc_config["clusterSecurityGroupId"])
        return deleted

    responses.EKSResponse.create_cluster = create_cluster
    responses.EKSResponse.create_nodegroup = create_nodegroup
    models.EKSBackend.delete_cluster = delete_cluster


def _complete(cluster: Any, response: Any) -> None:
    asked = response._get_param("accessConfig") or {}
    cluster.access_config = {"authenticationMode": asked.get("authenticationMode", "CONFIG_MAP")}
    cluster.upgrade_policy = response._get_param("upgradePolicy") or {"supportType": "EXTENDED"}
    cluster.certificate_authority = {"data": base64.b64encode(CERTIFICATE.encode()).decode()}
    digits = uuid.uuid5(uuid.NAMESPACE_URL, cluster.arn).hex.upper()
    host = f"oidc.eks.{response.region}.amazonaws.com"
    cluster.identity = {"oidc": {"issuer": f"https://{host}/id/{digits}"}}
    ec2 = _ec2(response.eks_backend)
    network = ec2.get_subnet(cluster.resources_vpc_config["subnetIds"][0]).vpc_id
    group = ec2.create_security_group(f"eks-cluster-sg-{cluster.name}", "EKS created security group", vpc_id=network)
    cluster.resources_vpc_config.update({"clusterSecurityGroupId": group.id, "vpcId": network})


def _ec2(backend: Any) -> Any:
    from moto.ec2.models import ec2_backends

    return ec2_backends[backend.account_id][backend.region_name]
