"""CloudWatch: composite alarms.

Gap: moto can read a composite alarm but has no call to create one. In Terraform: aws_cloudwatch_composite_alarm fails.
"""


def patch() -> None:
    from moto.cloudwatch.responses import CloudWatchResponse

    CloudWatchResponse.put_composite_alarm = CloudWatchResponse.put_metric_alarm
