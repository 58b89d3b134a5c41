"""Tests of what PagerDuty is told. NotifierTest runs them with the module on the path."""

import io
import json
import os
import unittest
import urllib.error
from contextlib import redirect_stdout
from unittest import mock

import notifier

ALARM = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-prod-rds-cpu-critical"
TOPIC = "arn:aws:sns:us-east-1:123456789012:shop-prod-critical"
KEY = "R0UT1NGKEY"


class Secrets:
    """Stands for Secrets Manager."""

    def __init__(self, value=KEY):
        self.value = value
        self.asked = []

    def get_secret_value(self, SecretId):
        self.asked.append(SecretId)
        return {"SecretString": self.value}


class Parameters:
    """Stands for Parameter Store."""

    def __init__(self):
        self.asked = []

    def get_parameter(self, Name, WithDecryption):
        self.asked.append((Name, WithDecryption))
        return {"Parameter": {"Value": KEY}}


def event(*messages, subject=None):
    return {"Records": [
        {"Sns": {"Message": message if isinstance(message, str) else json.dumps(message), "MessageId": f"m-{number}",
                 "TopicArn": TOPIC, "Subject": subject}}
        for number, message in enumerate(messages)]}


def alarm(state):
    return {"AlarmArn": ALARM, "AlarmName": "shop-prod-rds-cpu-critical", "AlarmDescription": "shop prod: CPU above 90",
            "NewStateValue": state, "NewStateReason": "5 datapoints", "Region": "US East", "AWSAccountId": "123456789012",
            "StateChangeTime": "2026-01-01T00:00:00Z"}


class NotifierTest(unittest.TestCase):
    def setUp(self):
        environment = mock.patch.dict(os.environ, {"SECRET_ARN": "arn:secret", "SEVERITY": "critical"})
        environment.start()
        self.addCleanup(environment.stop)
        notifier._key.update(value=None, until=0.0)
        self.secrets = Secrets()
        self.sent = []

    def tell(self, what, now=1000.0):
        return notifier.handler(what, None, keeper=self.secrets, send=self.sent.append, now=lambda: now)

    def test_alarm_opens_and_its_end_resolves_the_same_incident(self):
        self.assertEqual(self.tell(event(alarm("ALARM"), alarm("OK"))), {"sent": 2})
        self.assertEqual([body["event_action"] for body in self.sent], ["trigger", "resolve"])
        self.assertEqual({body["dedup_key"] for body in self.sent}, {ALARM})
        self.assertEqual(self.sent[0]["payload"]["summary"], "shop prod: CPU above 90")
        self.assertEqual(self.sent[0]["payload"]["severity"], "critical")

    def test_alarm_without_data_changes_nothing(self):
        self.assertEqual(self.tell(event(alarm("INSUFFICIENT_DATA"))), {"sent": 0})
        self.assertEqual((self.sent, self.secrets.asked), ([], []))

    def test_key_is_read_by_arn_and_kept_for_minutes_only(self):
        self.tell(event(alarm("ALARM")))
        self.tell(event(alarm("ALARM")), now=1299.0)
        self.secrets.value = "NEXT\n"
        self.tell(event(alarm("ALARM")), now=1301.0)
        self.assertEqual(self.secrets.asked, ["arn:secret", "arn:secret"])
        self.assertEqual([body["routing_key"] for body in self.sent], [KEY, KEY, "NEXT"])

    def test_key_may_be_a_parameter(self):
        parameters = Parameters()
        with mock.patch.dict(os.environ, {"PARAMETER_ARN": "arn:parameter"}):
            del os.environ["SECRET_ARN"]
            notifier.handler(event(alarm("ALARM")), None, keeper=parameters, send=self.sent.append)
        self.assertEqual(parameters.asked, [("arn:parameter", True)])
        self.assertEqual(self.sent[0]["routing_key"], KEY)

    def test_database_event_opens_one_incident_for_each_kind(self):
        failure = {"Event Source": "db-instance", "Source ARN": "arn:db", "Event Message": "Failover started",
                   "Event ID": "http://docs.aws.example/USER_Events.html#RDS-EVENT-0013"}
        self.tell(event(failure, failure))
        self.assertEqual({body["dedup_key"] for body in self.sent}, {"arn:db RDS-EVENT-0013"})
        self.assertEqual(self.sent[0]["payload"]["summary"], "Failover started")
        self.assertEqual(self.sent[0]["payload"]["source"], "arn:db")

    def test_event_in_the_form_for_slack_is_readable(self):
        self.tell(event({"version": "1.0", "source": "custom", "content": {"title": "A deployment failed",
                                                                         "description": "service sign"}}))
        self.assertEqual(self.sent[0]["payload"]["summary"], "A deployment failed. service sign")

    def test_plain_text_is_told_too(self):
        self.tell(event("budget exceeded"))
        self.tell(event("[]", subject="Something"))
        self.assertEqual([body["payload"]["summary"] for body in self.sent], ["budget exceeded", "Something"])
        self.assertEqual(self.sent[0]["dedup_key"], "m-0")

    def test_long_texts_fit_what_pagerduty_takes(self):
        self.tell(event("x" * 5000))
        self.assertEqual(len(self.sent[0]["payload"]["summary"]), 1024)

    def test_refusal_is_raised_without_the_key(self):
        refusal = urllib.error.HTTPError(notifier.URL, 400, "Bad Request", {}, io.BytesIO(KEY.encode()))
        with mock.patch("urllib.request.urlopen", side_effect=refusal), self.assertRaises(RuntimeError) as raised:
            notifier.handler(event(alarm("ALARM")), None, keeper=self.secrets)
        self.assertIn("400", str(raised.exception))
        self.assertNotIn(KEY, str(raised.exception))
        self.assertIsNone(raised.exception.__cause__)

    def test_log_does_not_contain_the_key(self):
        answer = mock.MagicMock(status=202)
        answer.__enter__.return_value = answer
        log = io.StringIO()
        with mock.patch("urllib.request.urlopen", return_value=answer) as opened, redirect_stdout(log):
            notifier.handler(event(alarm("ALARM")), None, keeper=self.secrets)
        self.assertEqual(json.loads(opened.call_args.args[0].data)["routing_key"], KEY)
        self.assertEqual(opened.call_args.args[0].full_url, "https://events.pagerduty.com/v2/enqueue")
        self.assertIn(ALARM, log.getvalue())
        self.assertNotIn(KEY, log.getvalue())


if __name__ == "__main__":
    unittest.main()
