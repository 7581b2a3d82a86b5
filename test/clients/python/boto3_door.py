"""boto3 as a door: one client for each service and key."""
import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from door import plain, serve, xform_name

CONFIG = Config(retries={"max_attempts": 0})
clients = {}


def client(service, key):
    name = (service, key and key["AccessKeyId"])
    if name not in clients:
        given = (
            dict(
                aws_access_key_id=key["AccessKeyId"],
                aws_secret_access_key=key["SecretAccessKey"],
                aws_session_token=key.get("SessionToken"),
            )
            if key
            else {}
        )
        clients[name] = boto3.client(service, config=CONFIG, **given)
    return clients[name]


def told(work):
    try:
        return {"answer": plain(work())}
    except ClientError as error:
        said = error.response
        return {
            "error": {
                "code": said["Error"]["Code"],
                "message": said["Error"].get("Message", ""),
                "status": said["ResponseMetadata"]["HTTPStatusCode"],
            }
        }
    except BotoCoreError as error:
        return {"error": {"code": type(error).__name__, "message": str(error)}}


def call(service, operation, given, key):
    return told(lambda: getattr(client(service, key), xform_name(operation))(**given))


def pages(service, operation, given, size, key):
    config = {"PageSize": size} if size else {}
    paginator = client(service, key).get_paginator(xform_name(operation))
    return told(lambda: paginator.paginate(PaginationConfig=config, **given).build_full_result())


def wait(service, waiter, given, key):
    return told(lambda: client(service, key).get_waiter(xform_name(waiter)).wait(**given) or {})


serve(call, pages, wait)
