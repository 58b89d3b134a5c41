"""API Gateway v2: domain names are ready.

Gap: moto gives a domain name no status. In Terraform: aws_apigatewayv2_domain_name waits for AVAILABLE and fails.
"""

from typing import Any

READY = {
    "domainNameStatus": "AVAILABLE",
    "hostedZoneId": "Z1UJRXOUMOOFQ8",
    "apiGatewayDomainName": "d-emulated.execute-api.amazonaws.com",
}


def patch() -> None:
    from moto.apigatewayv2.models import DomainName

    moto_to_json = DomainName.to_json

    def to_json(self: Any) -> dict[str, Any]:
        found = moto_to_json(self)
        found["domainNameConfigurations"] = [dict(entry, **READY) for entry in self.domain_name_configurations]
        if not self.mutual_tls_authentication:
            found.pop("mutualTlsAuthentication", None)
        return found

    DomainName.to_json = to_json
