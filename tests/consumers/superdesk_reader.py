"""Reads files as Superdesk does on ingest and prints each item as JSON: superdesk_reader.py newsml2|nitf|ninjs FILE...

Runs in an environment that has superdesk-core and not newscopy. There is no database: each collection is empty.
"""

import asyncio
import json
import sys
import types
from unittest import mock

asyncio.coroutine = types.coroutine  # superdesk-core 2.5.3 uses this decorator, which Python 3.11 no longer has

import flask  # noqa: E402
import superdesk  # noqa: E402
from lxml import etree  # noqa: E402
from superdesk import default_settings  # noqa: E402
from superdesk.io import feed_parsers, iptc, subjectcodes  # noqa: E402, F401 - the parsers register themselves
from superdesk.io.registry import registered_feed_parsers  # noqa: E402
from superdesk.locators import LocatorIndex  # noqa: E402


def empty_collection():
    service = mock.MagicMock()
    service.find_one.return_value = None
    for name in ("find", "get", "get_from_mongo", "search"):
        getattr(service, name).return_value = []
    return types.SimpleNamespace(service=service)


class Collections(dict):
    def __missing__(self, name):
        return empty_collection()


def application():
    app = flask.Flask("ingest")
    app.config.from_object(default_settings)
    app.config["NITF_MAPPING"] = None
    app.api_prefix = "/api"
    superdesk.resources = Collections()
    subjectcodes.init_app(app)
    iptc.init_app(app)
    app.locators = LocatorIndex()
    return app


def items(parser, path):
    if parser.NAME == "ninjs":
        return parser.parse(path, {"name": "test"})[-1:]  # what it is associated with comes before
    found = parser.parse(etree.parse(path).getroot(), {"name": "test"})
    return found if isinstance(found, list) else [found]


def main(name, paths):
    parser = registered_feed_parsers[name]
    for path in paths:
        source = path if name == "ninjs" else etree.parse(path).getroot()
        told = {"file": path, "accepted": bool(parser.can_parse(source))}
        try:
            told["items"] = items(parser, path)
        except Exception as error:  # noqa: BLE001 - whatever it raises is what the test is about
            told["error"] = f"{type(error).__name__}: {error}"
        print(json.dumps(told, default=str))


if __name__ == "__main__":
    with application().app_context():
        main(sys.argv[1], sys.argv[2:])
