"""Security Hub: settings of the hub can be changed.

Gap: moto has no UpdateSecurityHubConfiguration. In Terraform: aws_securityhub_account fails. The change is accepted
and forgotten.
"""


def patch() -> None:
    from moto.securityhub.responses import SecurityHubResponse

    SecurityHubResponse.update_security_hub_configuration = lambda self: "{}"
