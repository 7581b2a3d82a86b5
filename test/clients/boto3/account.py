"""The Account service, and keys that signing in to the console gives."""
import json
import os
import urllib.request

from common import ACCOUNT, client, refused

account = client("account")

account.put_account_name(AccountName="Course")
told = account.get_account_information()
assert told["AccountId"] == ACCOUNT and told["AccountName"] == "Course" and told["AccountState"] == "ACTIVE"
assert told["AccountCreatedDate"].year >= 2026

assert refused(account.get_contact_information)[:2] == ("ResourceNotFoundException", 404)
contact = {
    "FullName": "Anna Example",
    "AddressLine1": "1 Example Street",
    "City": "Seattle",
    "PostalCode": "98101",
    "CountryCode": "US",
    "PhoneNumber": "+1 206 555 0100",
}
account.put_contact_information(ContactInformation=contact)
assert account.get_contact_information()["ContactInformation"] == contact

kind = {"AlternateContactType": "SECURITY"}
assert refused(account.get_alternate_contact, **kind)[:2] == ("ResourceNotFoundException", 404)
alternate = {"Name": "Ben", "Title": "CISO", "EmailAddress": "ben@example.com", "PhoneNumber": "+1 206", **kind}
account.put_alternate_contact(**alternate)
assert account.get_alternate_contact(**kind)["AlternateContact"] == alternate
account.delete_alternate_contact(**kind)

names = [
    region["RegionName"]
    for page in account.get_paginator("list_regions").paginate(PaginationConfig={"PageSize": 10})
    for region in page["Regions"]
]
assert len(names) == len(set(names)) == 34 and "us-east-1" in names
account.enable_region(RegionName="ap-east-1")
assert account.get_region_opt_status(RegionName="ap-east-1")["RegionOptStatus"] == "ENABLED"
account.disable_region(RegionName="ap-east-1")
assert account.get_region_opt_status(RegionName="ap-east-1")["RegionOptStatus"] == "DISABLED"
assert refused(account.disable_region, RegionName="us-east-1")[:2] == ("ValidationException", 400)
assert refused(account.get_primary_email, AccountId=ACCOUNT)[:2] == ("AccessDeniedException", 403)

iam = client("iam")
iam.create_user(UserName="visitor")
iam.create_login_profile(UserName="visitor", Password="First-word-1")


def sign_in(**body):
    request = urllib.request.Request(
        os.environ["AWS_ENDPOINT_URL"],
        data=json.dumps(body).encode(),
        headers={"X-Amz-Target": "Signin.SignIn", "Content-Type": "application/x-amz-json-1.1"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


session = sign_in(Account=ACCOUNT, UserName="visitor", Password="First-word-1")["Credentials"]
assert client("sts", session).get_caller_identity()["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/visitor"
assert refused(client("account", session).get_account_information)[:2] == ("AccessDeniedException", 403)
assert "PasswordLastUsed" in iam.get_user(UserName="visitor")["User"]

print("done")
