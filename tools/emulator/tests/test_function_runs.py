"""Functions that the emulator runs, as their role, where permissions are enforced."""

import io
import json
import unittest
import zipfile
from typing import Any

from emulator_process import ACCOUNT, Emulator

CODE = """
import os
import signal
import boto3

def handler(event, context):
    if event.get("raise"):
        raise ValueError("as asked")
    if event.get("wait"):
        signal.pause()
    if event.get("leave"):
        os._exit(3)
    boto3.client("ssm").put_parameter(Name=event["name"], Value=os.environ["WORD"], Type="String")
    return {"as": boto3.client("sts").get_caller_identity()["Arn"]}
"""
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }
)


class FunctionRunsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.emulator = cls.enterClassContext(Emulator("--enforce", "--run-functions"))
        iam = cls.emulator.client("iam")
        arn = iam.create_role(RoleName="writer", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        allowed = {"Effect": "Allow", "Action": "ssm:PutParameter", "Resource": f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/mine/*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
        iam.put_role_policy(RoleName="writer", PolicyName="p", PolicyDocument=document)
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as files:
            files.writestr("code_of_it.py", CODE)
        cls.functions = cls.emulator.client("lambda")
        for name, seconds in (("f", 60), ("brief", 1)):
            cls.functions.create_function(
                FunctionName=name, Runtime="python3.13", Role=arn, Handler="code_of_it.handler", Timeout=seconds,
                Code={"ZipFile": archive.getvalue()}, Environment={"Variables": {"WORD": "hello"}},
            )  # fmt: skip

    def invoke(self, event: dict[str, Any], function: str = "f", **more: Any) -> tuple[dict[str, Any], Any]:
        answer = self.functions.invoke(FunctionName=function, Payload=json.dumps(event), **more)
        return answer, json.loads(answer["Payload"].read() or b"null")

    def test_it_does_what_its_role_may_do_and_answers(self) -> None:
        answer, said = self.invoke({"name": "/mine/a"})
        self.assertNotIn("FunctionError", answer)
        self.assertEqual({"as": f"arn:aws:sts::{ACCOUNT}:assumed-role/writer/f"}, said)
        self.assertEqual("hello", self.emulator.client("ssm").get_parameter(Name="/mine/a")["Parameter"]["Value"])

    def test_it_does_nothing_else(self) -> None:
        answer, said = self.invoke({"name": "/other/a"})
        self.assertEqual("Unhandled", answer["FunctionError"])
        self.assertIn("not authorized to perform: ssm:PutParameter", said["errorMessage"])

    def test_what_it_raises_is_its_callers_error(self) -> None:
        answer, said = self.invoke({"raise": True})
        self.assertEqual(("Unhandled", {"errorType": "ValueError", "errorMessage": "as asked"}), (answer["FunctionError"], said))

    def test_it_ends_with_its_time(self) -> None:
        self.assertEqual("Sandbox.Timedout", self.invoke({"wait": True}, "brief")[1]["errorType"])

    def test_a_process_that_ends_is_an_error(self) -> None:
        self.assertEqual("Runtime.ExitError", self.invoke({"leave": True})[1]["errorType"])

    def test_who_does_not_wait_gets_no_answer(self) -> None:
        self.assertEqual(202, self.invoke({"name": "/mine/b"}, InvocationType="Event")[0]["StatusCode"])


if __name__ == "__main__":
    unittest.main()
