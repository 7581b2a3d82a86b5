"""What both doors share: the loop that reads a request a line, values in one form, what botocore has of a service."""
import base64
import datetime
import json
import os
import sys
import time

import botocore.session
import botocore.waiter
from botocore import xform_name

# Waiters look again at once instead of after up to 15 s: nothing here takes time.
botocore.waiter.time = type("Time", (), {"sleep": staticmethod(lambda _: time.sleep(0.01))})

models = {}


def model(service):
    if service not in models:
        session = botocore.session.get_session()
        loader = session.get_component("data_loader")
        if service not in loader.list_available_services("service-2"):
            models[service] = None
        else:
            read = lambda kind, default: loader.load_service_model(service, kind) if kind_there(loader, service, kind) else default
            models[service] = {
                "service": session.get_service_model(service),
                "pages": read("paginators-1", {"pagination": {}})["pagination"],
                "waiters": read("waiters-2", {"waiters": {}})["waiters"],
            }
    return models[service]


def kind_there(loader, service, kind):
    return service in loader.list_available_services(kind)


def knows(service, name):
    return model(service) is not None and name in model(service)["service"].operation_names


def has_pages(service, name):
    return model(service) is not None and name in model(service)["pages"]


def has_waiter(service, name):
    return model(service) is not None and name in model(service)["waiters"]


def catalogue(service, operations):
    if model(service) is None:
        return {"operations": [], "pages": [], "waiters": []}
    return {
        "operations": [name for name in operations if knows(service, name)],
        "pages": [name for name in operations if has_pages(service, name)],
        "waiters": [name for name, told in model(service)["waiters"].items() if told["operation"] in operations],
    }


def plain(value):
    if isinstance(value, dict):
        return {name: plain(held) for name, held in value.items() if name != "ResponseMetadata"}
    if isinstance(value, (list, tuple)):
        return [plain(held) for held in value]
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if hasattr(value, "read"):
        return base64.b64encode(value.read()).decode()
    return value


def revived(value):
    if isinstance(value, dict):
        if list(value) == ["$bytes"]:
            return base64.b64decode(value["$bytes"])
        return {name: revived(held) for name, held in value.items()}
    return [revived(held) for held in value] if isinstance(value, list) else value


def serve(call, pages, wait):
    out = os.fdopen(os.dup(1), "w")
    asked = {
        "knows": lambda r: knows(r["service"], r["name"]),
        "has_pages": lambda r: has_pages(r["service"], r["name"]),
        "has_waiter": lambda r: has_waiter(r["service"], r["name"]),
        "catalogue": lambda r: catalogue(r["service"], r["operations"]),
        "call": lambda r: call(r["service"], r["name"], revived(r["input"]), r.get("key")),
        "pages": lambda r: pages(r["service"], r["name"], revived(r["input"]), r.get("size"), r.get("key")),
        "wait": lambda r: wait(r["service"], r["name"], revived(r["input"]), r.get("key")),
    }
    for line in sys.stdin:
        request = json.loads(line)
        out.write(json.dumps(asked[request["ask"]](request)) + "\n")
        out.flush()


__all__ = ["model", "plain", "serve", "xform_name"]
