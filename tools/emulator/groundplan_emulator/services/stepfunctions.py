"""Step Functions: validation and versions.

Gap: moto has neither call. In Terraform: aws_sfn_state_machine fails already in the plan. Every definition counts
as valid here.
"""

import json


def patch() -> None:
    from moto.stepfunctions.responses import StepFunctionResponse as Responses

    Responses.validate_state_machine_definition = lambda self: json.dumps({"result": "OK", "diagnostics": []})
    Responses.list_state_machine_versions = lambda self: json.dumps({"stateMachineVersions": []})
