"""S3 through boto3: objects, versions, policy, settings, a presigned address."""
import json
import urllib.request

import boto3
from botocore.config import Config

from common import ACCOUNT, client, refused

s3 = client("s3")
iam = client("iam")
BUCKET = "boto-course"

s3.create_bucket(Bucket=BUCKET)
s3.get_waiter("bucket_exists").wait(Bucket=BUCKET)
assert [b["Name"] for b in s3.list_buckets()["Buckets"]] == [BUCKET]
assert s3.get_bucket_location(Bucket=BUCKET)["LocationConstraint"] is None
s3.put_object(Bucket=BUCKET, Key="dir/hello world.txt", Body=b"hello", Metadata={"by": "anna"})
told = s3.get_object(Bucket=BUCKET, Key="dir/hello world.txt")
assert told["Body"].read() == b"hello" and told["Metadata"] == {"by": "anna"}
s3.copy_object(Bucket=BUCKET, Key="copy", CopySource={"Bucket": BUCKET, "Key": "dir/hello world.txt"})
keys = [o["Key"] for p in s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, PaginationConfig={"PageSize": 1}) for o in p["Contents"]]
assert keys == ["copy", "dir/hello world.txt"], keys
signer = boto3.client("s3", config=Config(signature_version="s3v4"))
address = signer.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": "copy"}, ExpiresIn=60)
assert urllib.request.urlopen(address).read() == b"hello"
s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
assert s3.put_object(Bucket=BUCKET, Key="v", Body=b"1")["VersionId"] != s3.put_object(Bucket=BUCKET, Key="v", Body=b"2")["VersionId"]
assert refused(s3.get_bucket_policy, Bucket=BUCKET)[:2] == ("NoSuchBucketPolicy", 404)
policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{BUCKET}/*"}]}
s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))
assert json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"]) == policy
assert s3.get_bucket_policy_status(Bucket=BUCKET)["PolicyStatus"]["IsPublic"] is False
assert s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] is True
s3.put_bucket_tagging(Bucket=BUCKET, Tagging={"TagSet": [{"Key": "k", "Value": "v"}]})
assert s3.get_bucket_tagging(Bucket=BUCKET)["TagSet"] == [{"Key": "k", "Value": "v"}]
assert s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"]["Rules"][0]["ObjectOwnership"] == "BucketOwnerEnforced"
assert s3.get_bucket_acl(Bucket=BUCKET)["Grants"][0]["Permission"] == "FULL_CONTROL"
assert refused(s3.get_bucket_website, Bucket=BUCKET)[0] == "NotImplemented"

iam.create_user(UserName="s3-user")
key = iam.create_access_key(UserName="s3-user")["AccessKey"]
code, status, message = refused(client("s3", key).put_object, Bucket=BUCKET, Key="x", Body=b"")
assert (code, status) == ("AccessDenied", 403) and 'on resource: "arn:aws:s3:::boto-course/x"' in message, message

for version in s3.list_object_versions(Bucket=BUCKET)["Versions"]:
    s3.delete_object(Bucket=BUCKET, Key=version["Key"], VersionId=version["VersionId"])
s3.delete_bucket(Bucket=BUCKET)
assert s3.list_buckets()["Buckets"] == []
print("done")
