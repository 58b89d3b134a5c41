"""A request as botocore writes it is decoded into the operation and the parameters that it was written from."""

import datetime
import io
import unittest
from typing import Any
from urllib.parse import urlencode

import botocore.serialize
import botocore.session
from groundplan_emulator.request_decoding import decode
from groundplan_emulator.service_index import services_of

# Services that the generated Terraform uses, as botocore names them.
SERVICES = """accessanalyzer acm amplify apigateway apigatewayv2 application-autoscaling backup budgets ce chatbot cloudfront
    cloudtrail cloudwatch codedeploy config dynamodb ec2 ecr ecs efs eks elasticache elbv2 events guardduty iam kms lambda logs
    rds route53 s3 scheduler secretsmanager securityhub signer sns sqs ssm stepfunctions sts synthetics wafv2"""

# At the same address as ListBuckets, but on a host of their own.
INDISTINCT = {"s3": {"ListDirectoryBuckets"}}
SESSION = botocore.session.get_session()


def written(service: str, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """The WSGI environment of a request that botocore serialized."""
    model = SESSION.get_service_model(service)
    spoken = model.metadata.get("protocols") or [model.protocol]
    # As Terraform's provider and the AWS CLI, which do not speak the newest one.
    protocol = next(known for known in ("query", "json", "rest-json", "rest-xml", "ec2") if known in spoken)
    request = botocore.serialize.create_serializer(protocol, False).serialize_to_request(
        parameters, model.operation_model(operation)
    )
    body = request["body"]
    if isinstance(body, dict):
        body = urlencode(body)
    query = request["query_string"]
    text = query if isinstance(query, str) else urlencode(query, doseq=True)
    path, _, fixed = request["url_path"].partition("?")
    scope = f"AKIAEXAMPLE/20260101/eu-west-1/{model.signing_name}/aws4_request"
    environ = {
        "REQUEST_METHOD": request["method"],
        "PATH_INFO": path,
        "RAW_URI": path,
        "QUERY_STRING": "&".join(part for part in (fixed, text) if part),
        "HTTP_HOST": f"{'1.s3-control' if service == 's3control' else '127'}.0.0.1:1",
        "HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body.encode() if isinstance(body, str) else body or b""),
        "REMOTE_ADDR": "127.0.0.1",
    }
    for name, value in request["headers"].items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    if "CONTENT_TYPE" not in environ and protocol in ("query", "ec2"):
        environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded; charset=utf-8"
    return environ


def sample(shape: Any, depth: int = 0) -> Any:
    """A value of a shape, with its required members; what the value is does not matter."""
    match shape.type_name:
        case "structure":
            if depth > 6:
                return {}
            return {name: sample(shape.members[name], depth + 1) for name in shape.required_members}
        case "list":
            return [sample(shape.member, depth + 1)]
        case "map":
            return {"key": sample(shape.value, depth + 1)}
        case "boolean":
            return True
        case "integer" | "long":
            return 7
        case "float" | "double":
            return 1.5
        case "blob":
            return b"bytes"
        case "timestamp":
            return datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
        case _:
            return shape.enum[0] if getattr(shape, "enum", None) else "value"


class RequestDecoding(unittest.TestCase):
    def test_every_operation_of_the_services_in_use_is_recognised(self) -> None:
        wrong = []
        for service in SERVICES.split():
            model = SESSION.get_service_model(service)
            for operation in model.operation_names:
                shape = model.operation_model(operation).input_shape
                if model.operation_model(operation).deprecated or operation in INDISTINCT.get(service, ()):
                    continue
                call = decode(written(service, operation, sample(shape) if shape else {}))
                if call is None or (call.service.name, call.operation) != (service, operation):
                    wrong.append(f"{service}.{operation}: {call and (call.service.name, call.operation)}")
        self.assertEqual([], wrong)

    def test_parameters_have_the_names_that_botocore_gives_them(self) -> None:
        for service, operation, parameters in (
            ("dynamodb", "GetItem", {"TableName": "locks", "Key": {"LockID": {"S": "a"}}}),
            ("iam", "CreateRole", {"RoleName": "r", "AssumeRolePolicyDocument": "{}", "Tags": [{"Key": "a", "Value": "b"}]}),
            ("ec2", "CreateSubnet", {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"}),
            ("lambda", "Invoke", {"FunctionName": "arn:aws:lambda:eu-west-1:1:function:f", "Qualifier": "live"}),
            ("s3", "GetObject", {"Bucket": "bucket", "Key": "folder/with space/key+plus"}),
            ("s3", "PutBucketPolicy", {"Bucket": "bucket", "Policy": "{}"}),
            ("elbv2", "CreateRule", {"ListenerArn": "a", "Conditions": [{"Field": "f", "Values": ["v"]}], "Priority": 5, "Actions": [{"Type": "forward"}]}),
            ("route53", "ChangeTagsForResource", {"ResourceType": "hostedzone", "ResourceId": "Z1", "AddTags": [{"Key": "a", "Value": "b"}]}),
        ):
            with self.subTest(f"{service}.{operation}"):
                call = decode(written(service, operation, parameters))
                given = {name: call.parameters.get(name) for name in parameters}
                if operation == "PutBucketPolicy":
                    del given["Policy"], parameters["Policy"]
                self.assertEqual(parameters, given)
                self.assertEqual("eu-west-1", call.region)

    def test_a_web_identity_needs_no_signature(self) -> None:
        environ = written("sts", "AssumeRoleWithWebIdentity", {"RoleArn": "arn", "RoleSessionName": "s", "WebIdentityToken": "t"})
        del environ["HTTP_AUTHORIZATION"]
        call = decode(environ)
        self.assertEqual(("AssumeRoleWithWebIdentity", False), (call.operation, call.signed))

    def test_a_bucket_in_the_name_of_the_host_is_the_bucket(self) -> None:
        environ = written("s3", "GetObject", {"Bucket": "bucket", "Key": "key"})
        environ.update(HTTP_HOST="bucket.s3.eu-west-1.amazonaws.com", RAW_URI="http://bucket.s3.eu-west-1.amazonaws.com/key")
        self.assertEqual({"Bucket": "bucket", "Key": "key"}, decode(environ).parameters)

    def test_a_name_shared_by_services_is_resolved(self) -> None:
        self.assertEqual(["elb", "elbv2"], [service.name for service in services_of("elasticloadbalancing")])


if __name__ == "__main__":
    unittest.main()
