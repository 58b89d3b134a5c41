"""The decision: identity policies, permissions boundary, session policy and the resource's policy, as in AWS's evaluation logic.

See "Policy evaluation logic" in the IAM user guide: requests within one account, cross-account requests, and the difference that
the kind of principal makes that a resource's policy names. Policies of an organization are not known here.
"""

from dataclasses import dataclass

from groundplan_emulator.authorization.policies import Grant, Policy, Request


@dataclass(frozen=True)
class Permissions:
    """What a caller brings along. None: there is no boundary, or no session policy, which then limits nothing."""

    identity: tuple[Policy, ...] = ()
    boundary: Policy | None = None
    session: tuple[Policy, ...] | None = None
    #: The root user of an account, for whom no policies of identities exist.
    root: bool = False


@dataclass(frozen=True)
class ResourcePolicy:
    """A resource's own policy. Some must allow in any case: a key's, and the trust of a role."""

    policy: Policy | None
    account: str
    must_allow: bool = False
    kind: str = "resource-based policy"
    #: What a grant of a key allows a caller beside the policy.
    also: Grant = Grant.NONE


@dataclass(frozen=True)
class Decision:
    allowed: bool
    #: Ends AWS's message, such as "because no identity-based policy allows the s3:GetObject action".
    reason: str = ""


ALLOWED = Decision(True)


def decide(request: Request, permissions: Permissions, resource: ResourcePolicy | None) -> Decision:
    """Whether a caller may take an action on a resource, and why not."""
    policy = resource.policy if resource else None
    for denies, kind in (
        (any(policy.denies(request) for policy in permissions.identity), "an identity-based policy"),
        (policy is not None and policy.denies_principal(request), f"a {resource.kind if resource else ''}"),
        (permissions.boundary is not None and permissions.boundary.denies(request), "a permissions boundary"),
        (any(policy.denies(request) for policy in permissions.session or ()), "a session policy"),
    ):
        if denies:
            return Decision(False, f"with an explicit deny in {kind}")
    granted = policy.grants_principal(request) if policy else Grant.NONE
    granted = max(granted, resource.also if resource else Grant.NONE)
    own_account = resource is None or not resource.account or resource.account == request.identity.account
    own = permissions.root or any(policy.allows(request) for policy in permissions.identity)
    if resource and (resource.must_allow or not own_account) and granted is Grant.NONE:
        return _because(resource.kind, request)
    # A service has no policies of its own, and so no account whose policies would have to allow it as well.
    if granted is Grant.CALLER and (own_account or request.identity.service):
        return ALLOWED
    if not own and (granted <= Grant.ACCOUNT or not own_account):
        return _because("identity-based policy", request)
    if permissions.boundary is not None and not permissions.boundary.allows(request):
        return _because("permissions boundary", request)
    if permissions.session is not None and not any(policy.allows(request) for policy in permissions.session):
        return _because("session policy", request)
    return ALLOWED


def _because(kind: str, request: Request) -> Decision:
    return Decision(False, f"because no {kind} allows the {request.action} action")
