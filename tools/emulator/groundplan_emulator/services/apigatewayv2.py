"""API Gateway v2: domain names are ready, and tags of stages and domain names change.

Gap: moto gives a domain name no status. In Terraform: aws_apigatewayv2_domain_name waits for AVAILABLE and fails. Its calls for tags know
APIs and VPC links only. In Terraform: aws_apigatewayv2_stage and aws_apigatewayv2_domain_name fail when their tags change.
"""

import re
from typing import Any

READY = {
    "domainNameStatus": "AVAILABLE",
    "hostedZoneId": "Z1UJRXOUMOOFQ8",
    "apiGatewayDomainName": "d-emulated.execute-api.amazonaws.com",
}


def patch() -> None:
    from moto.apigatewayv2.models import ApiGatewayV2Backend, DomainName
    from moto.apigatewayv2.responses import ApiGatewayV2Response
    from moto.apigatewayv2.urls import url_paths

    moto_to_json = DomainName.to_json

    def to_json(self: Any) -> dict[str, Any]:
        found = moto_to_json(self)
        found["domainNameConfigurations"] = [dict(entry, **READY) for entry in self.domain_name_configurations]
        if not self.mutual_tls_authentication:
            found.pop("mutualTlsAuthentication", None)
        return found

    DomainName.to_json = to_json

    for place in ("apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)", "domainnames/(?P<domain_name>[^/]+)"):
        url_paths["{0}/v2/tags/(?P<resource_arn>[^/]+)/" + place + "$"] = ApiGatewayV2Response.dispatch

    moto_get, moto_tag = ApiGatewayV2Backend.get_tags, ApiGatewayV2Backend.tag_resource
    moto_untag = ApiGatewayV2Backend.untag_resource

    def get_tags(self: Any, resource_id: str) -> dict[str, str]:
        own = _tags(self, resource_id)
        return moto_get(self, resource_id) if own is None else own

    def tag_resource(self: Any, resource_arn: str, tags: dict[str, str]) -> None:
        own = _tags(self, resource_arn)
        if own is None:
            moto_tag(self, resource_arn, tags)
        else:
            own.update(tags)

    def untag_resource(self: Any, resource_arn: str, tag_keys: list[str]) -> None:
        own = _tags(self, resource_arn)
        if own is None:
            moto_untag(self, resource_arn, tag_keys)
        else:
            for key in tag_keys:
                own.pop(key, None)

    ApiGatewayV2Backend.get_tags = get_tags
    ApiGatewayV2Backend.tag_resource = tag_resource
    ApiGatewayV2Backend.untag_resource = untag_resource


def _tags(backend: Any, arn: str) -> dict[str, str] | None:
    """The tags of what keeps its own; None of what moto's tagger keeps."""
    stage = re.search(r"/apis/([^/]+)/stages/([^/]+)$", arn)
    domain = re.search(r"/domainnames/([^/]+)$", arn)
    if stage:
        return backend.get_stage(*stage.groups()).tags
    return backend.get_domain_name(domain.group(1)).tags if domain else None
