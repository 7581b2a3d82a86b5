"""What the scripts share: clients of the endpoint the environment names, and errors as (code, status, message)."""
import os
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNT = "111122223333"
CONFIG = Config(retries={"max_attempts": 0})


def client(service, key=None):
    if key is None:
        return boto3.client(service, config=CONFIG)
    return boto3.client(
        service,
        config=CONFIG,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key.get("SessionToken"),
    )


def refused(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        told = error.response
        return told["Error"]["Code"], told["ResponseMetadata"]["HTTPStatusCode"], told["Error"]["Message"]
    raise AssertionError("the call was not refused")


def code(seed, step_offset=0):
    """A one-time code of RFC 6238, worked out apart from the account's own."""
    import base64, hashlib, hmac, struct

    key = base64.b32decode(seed)
    step = int(time.time() // 30) + step_offset
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[19] & 15
    return "%06d" % ((struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF) % 1000000)
