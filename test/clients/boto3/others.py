"""STS, CloudTrail and what AWS answers to requests that are not good."""
import json

import boto3
from botocore import UNSIGNED
from botocore.config import Config

from common import ACCOUNT, client, refused

sts = client("sts")
assert sts.get_caller_identity() | {"ResponseMetadata": 0} == {
    "UserId": ACCOUNT,
    "Account": ACCOUNT,
    "Arn": f"arn:aws:iam::{ACCOUNT}:root",
    "ResponseMetadata": 0,
}
assert refused(sts.assume_role, RoleArn=f"arn:aws:iam::{ACCOUNT}:role/x", RoleSessionName="xx")[0] == "AccessDenied"
token = sts.get_session_token()["Credentials"]
assert client("sts", token).get_caller_identity()["Arn"].endswith(":root")
assert refused(client("iam", token).list_users)[0] == "InvalidClientTokenId"
federated = sts.get_federation_token(Name="guest", Policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}')
assert federated["FederatedUser"]["Arn"] == f"arn:aws:sts::{ACCOUNT}:federated-user/guest"
assert sts.get_access_key_info(AccessKeyId=token["AccessKeyId"])["Account"] == ACCOUNT

trail = client("cloudtrail")
client("iam").create_group(GroupName="looked-up")
events = trail.lookup_events(LookupAttributes=[{"AttributeKey": "ResourceName", "AttributeValue": "looked-up"}])["Events"]
assert [e["Resources"][0]["ResourceName"] for e in events] == ["looked-up"], events
assert json.loads(events[0]["CloudTrailEvent"])["userIdentity"]["type"] == "Root"
assert trail.describe_trails()["trailList"] == []

wrong = {"AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "x" * 40}
assert refused(client("sts", wrong).get_caller_identity) == (
    "InvalidClientTokenId",
    403,
    "The security token included in the request is invalid.",
)
assert refused(client("cloudtrail", wrong).describe_trails)[0] == "UnrecognizedClientException"
unsigned = boto3.client("sts", config=Config(signature_version=UNSIGNED, retries={"max_attempts": 0}))
assert refused(unsigned.get_caller_identity)[:2] == ("MissingAuthenticationToken", 403)
assert refused(client("iam").get_human_readable_summary, EntityArn="arn:aws:iam::111122223333:x")[:2] == ("NotImplemented", 501)
print("done")
