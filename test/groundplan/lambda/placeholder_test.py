"""Tests of placeholder.py. PlaceholderTest runs them."""

import importlib.util
import json
import pathlib
import unittest

SOURCE = pathlib.Path(__file__).parents[3] / "modules/groundplan/lambda/placeholder.py"
SPEC = importlib.util.spec_from_file_location("placeholder", SOURCE)
placeholder = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(placeholder)


class PlaceholderTest(unittest.TestCase):
    def test_a_caller_of_the_api_is_told(self):
        answer = placeholder.handler({"version": "2.0", "requestContext": {"http": {}}}, None)
        self.assertEqual(503, answer["statusCode"])
        self.assertIn("No version is deployed", json.loads(answer["body"])["message"])

    def test_messages_and_events_stay_where_they_are(self):
        for event in ({"Records": [{"messageId": "1"}]}, {"source": "shop.orders"}, None):
            with self.assertRaises(RuntimeError):
                placeholder.handler(event, None)


if __name__ == "__main__":
    unittest.main()
