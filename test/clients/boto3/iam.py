"""Every kind of IAM entity through boto3: made, read, changed, listed in pages, tagged, refused and taken away."""
import json

from common import ACCOUNT, client, code, refused

iam = client("iam")
ALLOW = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:List*", "Resource": "*"}]})
ARN = f"arn:aws:iam::{ACCOUNT}"


def trust(principal):
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


# Users
assert iam.create_user(UserName="anna", Path="/team/", Tags=[{"Key": "a", "Value": "1"}])["User"]["Arn"] == f"{ARN}:user/team/anna"
for n in range(7):
    iam.create_user(UserName=f"user{n}")
names = [u["UserName"] for p in iam.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 3}) for u in p["Users"]]
assert names == ["anna"] + [f"user{n}" for n in range(7)], names
assert [u["UserName"] for u in iam.list_users(PathPrefix="/team/")["Users"]] == ["anna"]
iam.get_waiter("user_exists").wait(UserName="anna")
iam.update_user(UserName="user6", NewUserName="User7", NewPath="/x/")
assert iam.get_user(UserName="user7")["User"]["Path"] == "/x/"
iam.tag_user(UserName="anna", Tags=[{"Key": "A", "Value": "2"}, {"Key": "b", "Value": "3"}])
assert iam.list_user_tags(UserName="anna")["Tags"] == [{"Key": "A", "Value": "2"}, {"Key": "b", "Value": "3"}]
iam.untag_user(UserName="anna", TagKeys=["a"])
assert refused(iam.create_user, UserName="ANNA") == ("EntityAlreadyExists", 409, "User with name ANNA already exists.")
assert refused(iam.get_user, UserName="nobody") == ("NoSuchEntity", 404, "The user with name nobody cannot be found.")

# Groups
iam.create_group(GroupName="devs")
iam.add_user_to_group(GroupName="devs", UserName="anna")
assert [u["UserName"] for u in iam.get_group(GroupName="devs")["Users"]] == ["anna"]
assert [g["GroupName"] for g in iam.list_groups_for_user(UserName="anna")["Groups"]] == ["devs"]
assert refused(iam.delete_group, GroupName="devs")[0] == "DeleteConflict"
iam.update_group(GroupName="devs", NewGroupName="developers")
assert [g["GroupName"] for g in iam.list_groups()["Groups"]] == ["developers"]
iam.put_group_policy(GroupName="developers", PolicyName="inline", PolicyDocument=ALLOW)
assert iam.get_group_policy(GroupName="developers", PolicyName="inline")["PolicyDocument"]["Statement"][0]["Action"] == "iam:List*"

# Managed policies and versions
policy = iam.create_policy(PolicyName="lists", PolicyDocument=ALLOW, Description="lists", Tags=[{"Key": "k", "Value": "v"}])["Policy"]["Arn"]
for n in range(2, 6):
    assert iam.create_policy_version(PolicyArn=policy, PolicyDocument=ALLOW, SetAsDefault=n == 3)["PolicyVersion"]["VersionId"] == f"v{n}"
assert refused(iam.create_policy_version, PolicyArn=policy, PolicyDocument=ALLOW)[0] == "LimitExceeded"
assert iam.get_policy(PolicyArn=policy)["Policy"]["DefaultVersionId"] == "v3"
iam.set_default_policy_version(PolicyArn=policy, VersionId="v5")
assert refused(iam.delete_policy_version, PolicyArn=policy, VersionId="v5")[0] == "DeleteConflict"
for n in range(1, 5):
    iam.delete_policy_version(PolicyArn=policy, VersionId=f"v{n}")
assert [v["VersionId"] for v in iam.list_policy_versions(PolicyArn=policy)["Versions"]] == ["v5"]
iam.attach_user_policy(UserName="anna", PolicyArn=policy)
iam.attach_group_policy(GroupName="developers", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
assert iam.get_policy(PolicyArn=policy)["Policy"]["AttachmentCount"] == 1
entities = iam.list_entities_for_policy(PolicyArn=policy)
assert [u["UserName"] for u in entities["PolicyUsers"]] == ["anna"] and entities["PolicyGroups"] == []
assert refused(iam.delete_policy, PolicyArn=policy)[0] == "DeleteConflict"
assert iam.list_attached_user_policies(UserName="anna")["AttachedPolicies"] == [{"PolicyName": "lists", "PolicyArn": policy}]
assert iam.list_policy_tags(PolicyArn=policy)["Tags"] == [{"Key": "k", "Value": "v"}]
aws = [p["PolicyName"] for page in iam.get_paginator("list_policies").paginate(Scope="AWS") for p in page["Policies"]]
assert len(aws) > 1400 and "AdministratorAccess" in aws
document = iam.get_policy_version(PolicyArn="arn:aws:iam::aws:policy/AmazonSNSFullAccess", VersionId=iam.get_policy(PolicyArn="arn:aws:iam::aws:policy/AmazonSNSFullAccess")["Policy"]["DefaultVersionId"])
assert "sns:*" in json.dumps(document["PolicyVersion"]["Document"])
assert refused(iam.put_user_policy, UserName="anna", PolicyName="p", PolicyDocument="{")[0] == "MalformedPolicyDocument"
assert refused(iam.put_user_policy, UserName="anna", PolicyName="p", PolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*"}]}') == (
    "MalformedPolicyDocument",
    400,
    "Policy statement must contain resources.",
)

# Boundaries
iam.put_user_permissions_boundary(UserName="anna", PermissionsBoundary=policy)
assert iam.get_user(UserName="anna")["User"]["PermissionsBoundary"] == {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": policy}
iam.delete_user_permissions_boundary(UserName="anna")

# Keys and passwords
key = iam.create_access_key(UserName="anna")["AccessKey"]
assert key["AccessKeyId"].startswith("AKIA") and len(key["SecretAccessKey"]) == 40
second = iam.create_access_key(UserName="anna")["AccessKey"]
assert refused(iam.create_access_key, UserName="anna") == ("LimitExceeded", 409, "Cannot exceed quota for AccessKeysPerUser: 2")
assert client("sts", key).get_caller_identity()["Arn"] == f"{ARN}:user/team/anna"
assert iam.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["AccessKeyLastUsed"]["ServiceName"] == "sts"
iam.update_access_key(UserName="anna", AccessKeyId=second["AccessKeyId"], Status="Inactive")
assert refused(client("sts", second).get_caller_identity)[0] == "InvalidClientTokenId"
iam.delete_access_key(UserName="anna", AccessKeyId=second["AccessKeyId"])
assert [k["AccessKeyId"] for k in iam.list_access_keys(UserName="anna")["AccessKeyMetadata"]] == [key["AccessKeyId"]]
assert refused(iam.get_account_password_policy)[0] == "NoSuchEntity"
iam.update_account_password_policy(MinimumPasswordLength=12, RequireNumbers=True)
assert iam.get_account_password_policy()["PasswordPolicy"]["AllowUsersToChangePassword"] is False
assert refused(iam.create_login_profile, UserName="anna", Password="short")[0] == "PasswordPolicyViolation"
assert iam.create_login_profile(UserName="anna", Password="long-enough-123", PasswordResetRequired=True)["LoginProfile"]["PasswordResetRequired"]
assert refused(client("iam", key).change_password, OldPassword="long-enough-123", NewPassword="even-longer-123")[0] == "AccessDenied"
iam.attach_user_policy(UserName="anna", PolicyArn="arn:aws:iam::aws:policy/IAMUserChangePassword")
client("iam", key).change_password(OldPassword="long-enough-123", NewPassword="even-longer-123")
assert iam.get_login_profile(UserName="anna")["LoginProfile"]["PasswordResetRequired"] is False
iam.update_login_profile(UserName="anna", PasswordResetRequired=True)
iam.delete_account_password_policy()

# MFA
device = iam.create_virtual_mfa_device(VirtualMFADeviceName="anna")["VirtualMFADevice"]
seed = device["Base32StringSeed"].decode()
assert device["QRCodePNG"].startswith(b"\x89PNG")
assert refused(iam.enable_mfa_device, UserName="anna", SerialNumber=device["SerialNumber"], AuthenticationCode1="123456", AuthenticationCode2="654321")[0] == "InvalidAuthenticationCode"
iam.enable_mfa_device(UserName="anna", SerialNumber=device["SerialNumber"], AuthenticationCode1=code(seed, -1), AuthenticationCode2=code(seed))
assert iam.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"][0]["User"]["UserName"] == "anna"
assert iam.get_mfa_device(SerialNumber=device["SerialNumber"])["UserName"] == "anna"
iam.resync_mfa_device(UserName="anna", SerialNumber=device["SerialNumber"], AuthenticationCode1=code(seed, -1), AuthenticationCode2=code(seed))
session = client("sts", key).get_session_token(SerialNumber=device["SerialNumber"], TokenCode=code(seed, 1))["Credentials"]
assert client("sts", session).get_caller_identity()["Arn"] == f"{ARN}:user/team/anna"
assert refused(iam.delete_virtual_mfa_device, SerialNumber=device["SerialNumber"])[0] == "DeleteConflict"
iam.tag_mfa_device(SerialNumber=device["SerialNumber"], Tags=[{"Key": "k", "Value": "v"}])
assert iam.list_mfa_device_tags(SerialNumber=device["SerialNumber"])["Tags"] == [{"Key": "k", "Value": "v"}]

# Roles and instance profiles
role = iam.create_role(RoleName="auditor", AssumeRolePolicyDocument=trust({"AWS": f"{ARN}:user/team/anna"}), MaxSessionDuration=7200)["Role"]
assert role["AssumeRolePolicyDocument"]["Statement"][0]["Effect"] == "Allow"
assert refused(iam.create_role, RoleName="r", AssumeRolePolicyDocument=trust({"AWS": f"{ARN}:user/ghost"}))[0] == "MalformedPolicyDocument"
iam.attach_role_policy(RoleName="auditor", PolicyArn="arn:aws:iam::aws:policy/SecurityAudit")
iam.put_role_policy(RoleName="auditor", PolicyName="p", PolicyDocument=ALLOW)
assert iam.list_role_policies(RoleName="auditor")["PolicyNames"] == ["p"]
given = client("sts", key).assume_role(RoleArn=role["Arn"], RoleSessionName="today", DurationSeconds=7200)
assert client("iam", given["Credentials"]).list_users()["Users"]
assert iam.get_role(RoleName="auditor")["Role"]["RoleLastUsed"]["Region"] == "us-east-1"
iam.update_role(RoleName="auditor", Description="looks at things")
iam.tag_role(RoleName="auditor", Tags=[{"Key": "k", "Value": "v"}])
iam.create_instance_profile(InstanceProfileName="web")
iam.add_role_to_instance_profile(InstanceProfileName="web", RoleName="auditor")
assert iam.list_instance_profiles_for_role(RoleName="auditor")["InstanceProfiles"][0]["Roles"][0]["RoleName"] == "auditor"
assert refused(iam.delete_role, RoleName="auditor")[2] == "Cannot delete entity, must remove roles from instance profile first."
iam.get_waiter("role_exists").wait(RoleName="auditor")
iam.get_waiter("instance_profile_exists").wait(InstanceProfileName="web")
linked = iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com")["Role"]["RoleName"]
assert refused(iam.delete_role, RoleName=linked)[0] == "UnmodifiableEntity"
task = iam.delete_service_linked_role(RoleName=linked)["DeletionTaskId"]
assert iam.get_service_linked_role_deletion_status(DeletionTaskId=task)["Status"] == "SUCCEEDED"

# The account as a whole
iam.create_account_alias(AccountAlias="practice-course")
assert iam.list_account_aliases()["AccountAliases"] == ["practice-course"]
summary = iam.get_account_summary()["SummaryMap"]
assert summary["Users"] == 8 and summary["MFADevicesInUse"] == 1 and summary["AccountMFAEnabled"] == 0
assert iam.generate_credential_report()["State"] == "STARTED"
assert iam.generate_credential_report()["State"] == "COMPLETE"
report = iam.get_credential_report()["Content"].decode().split("\n")
assert report[0].startswith("user,arn,user_creation_time,password_enabled") and report[1].startswith("<root_account>,")
assert len(report[0].split(",")) == 23 and all(len(row.split(",")) == 23 for row in report)
details = [d for page in iam.get_paginator("get_account_authorization_details").paginate(PaginationConfig={"PageSize": 4}) for d in page["UserDetailList"]]
assert len(details) == 8

# Simulation and last accessed
result = iam.simulate_principal_policy(PolicySourceArn=f"{ARN}:user/team/anna", ActionNames=["iam:ListUsers", "iam:CreateUser"])["EvaluationResults"]
assert [(r["EvalActionName"], r["EvalDecision"]) for r in result] == [("iam:ListUsers", "allowed"), ("iam:CreateUser", "implicitDeny")]
assert {m["SourcePolicyId"] for m in result[0]["MatchedStatements"]} == {"lists", "group_developers_inline"}, result[0]
deny = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "false"}}}})
result = iam.simulate_custom_policy(PolicyInputList=[deny], ActionNames=["s3:GetObject"])["EvaluationResults"][0]
assert result["EvalDecision"] == "implicitDeny" and result["MissingContextValues"] == ["aws:MultiFactorAuthPresent"]
result = iam.simulate_custom_policy(PolicyInputList=[deny], ActionNames=["s3:GetObject"], ContextEntries=[{"ContextKeyName": "aws:MultiFactorAuthPresent", "ContextKeyValues": ["false"], "ContextKeyType": "boolean"}])["EvaluationResults"][0]
assert result["EvalDecision"] == "explicitDeny"
assert iam.get_context_keys_for_custom_policy(PolicyInputList=[deny])["ContextKeyNames"] == ["aws:MultiFactorAuthPresent"]
job = iam.generate_service_last_accessed_details(Arn=f"{ARN}:user/team/anna")["JobId"]
services = {s["ServiceNamespace"]: s for s in iam.get_service_last_accessed_details(JobId=job)["ServicesLastAccessed"]}
assert services["sts"]["TotalAuthenticatedEntities"] == 1

# Providers, SSH keys, service credentials
provider = iam.create_open_id_connect_provider(Url="https://id.example.com/x", ClientIDList=["a"], ThumbprintList=["0" * 40])["OpenIDConnectProviderArn"]
iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=provider, ClientID="b")
assert iam.get_open_id_connect_provider(OpenIDConnectProviderArn=provider)["ClientIDList"] == ["a", "b"]
metadata = '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">' + " " * 1000 + "</EntityDescriptor>"
saml = iam.create_saml_provider(Name="corp", SAMLMetadataDocument=metadata)["SAMLProviderArn"]
assert iam.get_saml_provider(SAMLProviderArn=saml)["SAMLMetadataDocument"] == metadata
assert iam.list_saml_providers()["SAMLProviderList"][0]["Arn"] == saml
ssh = iam.upload_ssh_public_key(UserName="anna", SSHPublicKeyBody="ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQC7 anna")["SSHPublicKey"]["SSHPublicKeyId"]
assert iam.list_ssh_public_keys(UserName="anna")["SSHPublicKeys"][0]["SSHPublicKeyId"] == ssh
service = iam.create_service_specific_credential(UserName="anna", ServiceName="codecommit.amazonaws.com")["ServiceSpecificCredential"]
assert service["ServiceUserName"] == f"anna-at-{ACCOUNT}"

# Taking it all away, in the order AWS wants
conflicts = []
steps = [
    lambda: [iam.detach_user_policy(UserName="anna", PolicyArn=a["PolicyArn"]) for a in iam.list_attached_user_policies(UserName="anna")["AttachedPolicies"]],
    lambda: iam.remove_user_from_group(GroupName="developers", UserName="anna"),
    lambda: iam.delete_login_profile(UserName="anna"),
    lambda: iam.delete_access_key(UserName="anna", AccessKeyId=key["AccessKeyId"]),
    lambda: iam.deactivate_mfa_device(UserName="anna", SerialNumber=device["SerialNumber"]),
    lambda: iam.delete_ssh_public_key(UserName="anna", SSHPublicKeyId=ssh),
    lambda: iam.delete_service_specific_credential(UserName="anna", ServiceSpecificCredentialId=service["ServiceSpecificCredentialId"]),
]
for step in steps:
    assert refused(iam.delete_user, UserName="anna")[0] == "DeleteConflict"
    step()
anna_id = iam.get_user(UserName="anna")["User"]["UserId"]
iam.delete_user(UserName="anna")
assert iam.get_role(RoleName="auditor")["Role"]["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] == {"AWS": anna_id}
iam.delete_virtual_mfa_device(SerialNumber=device["SerialNumber"])
iam.delete_policy(PolicyArn=policy)
iam.remove_role_from_instance_profile(InstanceProfileName="web", RoleName="auditor")
iam.delete_instance_profile(InstanceProfileName="web")
iam.detach_role_policy(RoleName="auditor", PolicyArn="arn:aws:iam::aws:policy/SecurityAudit")
iam.delete_role_policy(RoleName="auditor", PolicyName="p")
iam.delete_role(RoleName="auditor")
iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=provider)
iam.delete_saml_provider(SAMLProviderArn=saml)
iam.delete_account_alias(AccountAlias="practice-course")
print("done")
