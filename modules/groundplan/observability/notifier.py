"""Forwards a topic's notifications to PagerDuty.

An alarm opens an incident, and its return to OK resolves it: both have the alarm's ARN as the deduplication key. An alarm with
insufficient data changes nothing. Any other notification opens an incident that has to be resolved manually.

Environment: SECRET_ARN or PARAMETER_ARN (the secret or the parameter with the integration key; its value is read at run
time and never logged), SEVERITY.
"""

import json
import os
import time
import urllib.error
import urllib.request

URL = "https://events.pagerduty.com/v2/enqueue"
KEPT_SECONDS = 300
SUMMARY_LIMIT = 1024
ACTIONS = {"ALARM": "trigger", "OK": "resolve"}

_key = {"value": None, "until": 0.0}


def handler(event, context, keeper=None, send=None, now=time.time):
    """Returns the number of messages sent. A failure is raised: Lambda retries, and stores the event if it still fails."""
    sent = 0
    for record in event["Records"]:
        body = incident(record["Sns"], os.environ["SEVERITY"])
        if body is None:
            continue
        body["routing_key"] = routing_key(keeper, now)
        (send or post)(body)
        sent += 1
    return {"sent": sent}


def incident(sns, severity):
    """The PagerDuty event for a message, without the integration key; None if there is none."""
    message = parsed(sns["Message"])
    if "AlarmArn" in message:
        return of_alarm(message, severity)
    return opened(summary(message, sns), source(message, sns), severity, dedup_key(message, sns), message)


def of_alarm(alarm, severity):
    action = ACTIONS.get(alarm.get("NewStateValue"))
    if action is None:
        return None
    if action == "resolve":
        return {"event_action": action, "dedup_key": alarm["AlarmArn"]}
    details = {key: alarm.get(key) for key in ("AlarmName", "NewStateReason", "StateChangeTime", "Region", "AWSAccountId")}
    text = alarm.get("AlarmDescription") or alarm["AlarmName"]
    return opened(text, alarm["AlarmArn"], severity, alarm["AlarmArn"], details)


def opened(text, source_name, severity, key, details):
    return {
        "event_action": "trigger",
        "dedup_key": key[:255],
        "payload": {
            "summary": text[:SUMMARY_LIMIT],
            "source": source_name,
            "severity": severity,
            "custom_details": details,
        },
    }


def parsed(text):
    try:
        message = json.loads(text)
    except ValueError:
        return {"text": text}
    return message if isinstance(message, dict) else {"text": text}


def summary(message, sns):
    content = message.get("content")
    if isinstance(content, dict) and content.get("title"):
        return ". ".join(str(content[part]) for part in ("title", "description") if content.get(part))
    for text in (message.get("Event Message"), sns.get("Subject"), message.get("text")):
        if text:
            return str(text)
    return "Message of topic " + sns["TopicArn"].rsplit(":", 1)[-1]


def source(message, sns):
    return str(message.get("Source ARN") or sns["TopicArn"])


def dedup_key(message, sns):
    # RDS has an id for each kind of event: the same one again belongs to the same incident.
    if message.get("Event ID"):
        return source(message, sns) + " " + str(message["Event ID"]).rsplit("#", 1)[-1]
    return sns["MessageId"]


def routing_key(keeper, now):
    if now() >= _key["until"]:
        # Cached for minutes only, so that a rotated key is used soon, without a deployment.
        _key["value"] = read(keeper).strip()
        _key["until"] = now() + KEPT_SECONDS
    return _key["value"]


def read(keeper):
    """Reads the key from Secrets Manager or Parameter Store."""
    if "SECRET_ARN" in os.environ:
        keeper = keeper or client("secretsmanager")
        return keeper.get_secret_value(SecretId=os.environ["SECRET_ARN"])["SecretString"]
    keeper = keeper or client("ssm")
    return keeper.get_parameter(Name=os.environ["PARAMETER_ARN"], WithDecryption=True)["Parameter"]["Value"]


def client(service):
    import boto3
    return boto3.client(service)


def post(body):
    request = urllib.request.Request(URL, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            print(json.dumps({"sent": body["event_action"], "key": body["dedup_key"], "status": answer.status}))
    except urllib.error.HTTPError as error:
        # The response may repeat the request, including the key.
        raise RuntimeError(f"PagerDuty answered {error.code} to {body['event_action']} {body['dedup_key']}") from None
