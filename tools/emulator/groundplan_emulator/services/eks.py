"""EKS: no remote access unless asked for.

Gap: moto invents an SSH key for every node group. In Terraform: aws_eks_node_group is replaced by the next plan.
"""


def patch() -> None:
    from moto.eks import models

    models.DEFAULT_REMOTE_ACCESS = None
