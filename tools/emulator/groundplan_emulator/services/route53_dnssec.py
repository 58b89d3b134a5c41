"""Route 53: signing of zones.

Gap: moto answers "not signing" for every zone and has no key signing keys. In Terraform: aws_route53_key_signing_key
and aws_route53_hosted_zone_dnssec fail. The DS and DNSKEY records are computed from the KMS key, as on AWS.
"""

import base64
import hashlib
import struct
from datetime import UTC, datetime
from typing import Any

from groundplan_emulator.fake_api import ApiError, FakeApi, missing
from groundplan_emulator.state import Drawers

ZONE_KEY_FLAGS, PROTOCOL, ECDSA_P256_SHA256, SHA256 = 257, 3, 13, 2

drawers = Drawers()


def patch() -> None:
    """Nothing in moto is changed: DnssecApi answers the calls below first."""


class DnssecApi(FakeApi):
    service = "route53"

    def _zone(self, zone_id: str) -> dict[str, Any]:
        return drawers.of(self.current_account).setdefault(zone_id, {"signing": False, "keys": {}})

    def _key(self, params: dict[str, Any]) -> dict[str, Any]:
        keys = self._zone(params["HostedZoneId"])["keys"]
        if params["Name"] not in keys:
            raise missing("NoSuchKeySigningKey", f"Key signing key {params['Name']}")
        return keys[params["Name"]]

    def create_key_signing_key(self, params: dict[str, Any]) -> dict[str, Any]:
        zone_id, arn = params["HostedZoneId"], params["KeyManagementServiceArn"]
        keys = self._zone(zone_id)["keys"]
        if params["Name"] in keys:
            raise ApiError("KeySigningKeyAlreadyExists", f"Key signing key {params['Name']} exists already.")
        now = datetime.now(UTC)
        keys[params["Name"]] = {
            "Name": params["Name"],
            "KmsArn": arn,
            "Status": params["Status"],
            "Flag": ZONE_KEY_FLAGS,
            "SigningAlgorithmMnemonic": "ECDSAP256SHA256",
            "SigningAlgorithmType": ECDSA_P256_SHA256,
            "DigestAlgorithmMnemonic": "SHA-256",
            "DigestAlgorithmType": SHA256,
            "CreatedDate": now,
            "LastModifiedDate": now,
            **self._records(zone_id, arn),
        }
        return {"ChangeInfo": _done(), "KeySigningKey": keys[params["Name"]], "Location": f"/keysigningkey/{zone_id}"}

    def _records(self, zone_id: str, kms_arn: str) -> dict[str, Any]:
        from moto.kms.models import kms_backends
        from moto.route53.models import route53_backends

        zone = route53_backends[self.current_account][self.partition].get_hosted_zone(zone_id)
        region = kms_arn.split(":")[3]
        try:
            _, spki = kms_backends[self.current_account][region].get_public_key(kms_arn)
        except Exception as error:
            raise ApiError("InvalidKMSArn", f"{kms_arn} is no key that can sign.") from error
        # An uncompressed P-256 point ends the structure: its two coordinates are the DNS key.
        point = bytes(spki)[-64:]
        data = struct.pack("!HBB", ZONE_KEY_FLAGS, PROTOCOL, ECDSA_P256_SHA256) + point
        owner = (
            b"".join(bytes([len(label)]) + label.encode() for label in zone.name.rstrip(".").lower().split(".")) + b"\0"
        )
        digest, public = hashlib.sha256(owner + data).hexdigest().upper(), base64.b64encode(point).decode()
        tag = _key_tag(data)
        return {
            "KeyTag": tag,
            "PublicKey": public,
            "DigestValue": digest,
            "DSRecord": f"{tag} {ECDSA_P256_SHA256} {SHA256} {digest}",
            "DNSKEYRecord": f"{ZONE_KEY_FLAGS} {PROTOCOL} {ECDSA_P256_SHA256} {public}",
        }

    def activate_key_signing_key(self, params: dict[str, Any]) -> dict[str, Any]:
        self._key(params)["Status"] = "ACTIVE"
        return {"ChangeInfo": _done()}

    def deactivate_key_signing_key(self, params: dict[str, Any]) -> dict[str, Any]:
        self._key(params)["Status"] = "INACTIVE"
        return {"ChangeInfo": _done()}

    def delete_key_signing_key(self, params: dict[str, Any]) -> dict[str, Any]:
        self._key(params)
        del self._zone(params["HostedZoneId"])["keys"][params["Name"]]
        return {"ChangeInfo": _done()}

    def enable_hosted_zone_dnssec(self, params: dict[str, Any]) -> dict[str, Any]:
        zone = self._zone(params["HostedZoneId"])
        if "ACTIVE" not in [key["Status"] for key in zone["keys"].values()]:
            raise ApiError("KeySigningKeyWithActiveStatusNotFound", "The zone has no active key signing key.")
        zone["signing"] = True
        return {"ChangeInfo": _done()}

    def disable_hosted_zone_dnssec(self, params: dict[str, Any]) -> dict[str, Any]:
        self._zone(params["HostedZoneId"])["signing"] = False
        return {"ChangeInfo": _done()}

    def get_dnssec(self, params: dict[str, Any]) -> dict[str, Any]:
        from moto.route53.models import route53_backends

        route53_backends[self.current_account][self.partition].get_hosted_zone(params["HostedZoneId"])
        zone = self._zone(params["HostedZoneId"])
        status = {"ServeSignature": "SIGNING" if zone["signing"] else "NOT_SIGNING"}
        return {"Status": status, "KeySigningKeys": list(zone["keys"].values())}


def _done() -> dict[str, Any]:
    return {"Id": "/change/C2682N5HXP0BZ4", "Status": "INSYNC", "SubmittedAt": datetime.now(UTC)}


def _key_tag(data: bytes) -> int:
    """The checksum of RFC 4034, appendix B."""
    total = sum(byte if position % 2 else byte << 8 for position, byte in enumerate(data))
    return (total + (total >> 16)) & 0xFFFF
