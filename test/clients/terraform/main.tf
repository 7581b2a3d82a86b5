# What the course's Terraform readers would write; applied, changed, imported and destroyed against the endpoint.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "description" {
  default = "first"
}

provider "aws" {
  region                  = "us-east-1"
  skip_metadata_api_check = true
  skip_region_validation  = true
  s3_use_path_style       = true
}

data "aws_caller_identity" "me" {}

resource "aws_iam_user" "anna" {
  name          = "anna"
  path          = "/team/"
  force_destroy = true
  tags          = { team = "course" }
}

resource "aws_iam_user" "ben" {
  name = "ben"
}

resource "aws_iam_group" "devs" {
  name = "devs"
}

resource "aws_iam_group_membership" "devs" {
  name  = "devs"
  group = aws_iam_group.devs.name
  users = [aws_iam_user.anna.name, aws_iam_user.ben.name]
}

resource "aws_iam_policy" "lists" {
  name        = "lists"
  description = "lists"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = title(var.description), Effect = "Allow", Action = ["iam:List*"], Resource = "*" }]
  })
}

resource "aws_iam_user_policy_attachment" "anna" {
  user       = aws_iam_user.anna.name
  policy_arn = aws_iam_policy.lists.arn
}

resource "aws_iam_group_policy_attachment" "devs" {
  group      = aws_iam_group.devs.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
}

resource "aws_iam_user_policy" "ben" {
  name = "inline"
  user = aws_iam_user.ben.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }]
  })
}

resource "aws_iam_role" "auditor" {
  name                 = "auditor"
  description          = var.description
  max_session_duration = 7200
  permissions_boundary = aws_iam_policy.lists.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = aws_iam_user.anna.arn, Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "auditor" {
  role       = aws_iam_role.auditor.name
  policy_arn = "arn:aws:iam::aws:policy/SecurityAudit"
}

resource "aws_iam_instance_profile" "web" {
  name = "web"
  role = aws_iam_role.auditor.name
}

resource "aws_iam_access_key" "ben" {
  user = aws_iam_user.ben.name
}

resource "aws_iam_user_login_profile" "anna" {
  user                    = aws_iam_user.anna.name
  password_reset_required = true
}

resource "aws_iam_virtual_mfa_device" "anna" {
  virtual_mfa_device_name = "anna"
}

resource "aws_iam_account_alias" "alias" {
  account_alias = "terraform-course"
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length        = 14
  require_numbers                = true
  allow_users_to_change_password = true
  max_password_age               = 90
  password_reuse_prevention      = 24
}

resource "aws_iam_saml_provider" "corp" {
  name                   = "corp"
  saml_metadata_document = <<-XML
    <?xml version="1.0"?>
    <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">
      <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
        <!-- ${join("", [for n in range(100) : "padding padding "])} -->
        <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
      </IDPSSODescriptor>
    </EntityDescriptor>
  XML
}

resource "aws_iam_openid_connect_provider" "ci" {
  url             = "https://id.example.com"
  client_id_list  = ["course"]
  thumbprint_list = ["0123456789abcdef0123456789abcdef01234567"]
}

resource "aws_s3_bucket" "files" {
  bucket        = "terraform-course-files"
  force_destroy = true
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket                  = aws_s3_bucket.files.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "files" {
  bucket = aws_s3_bucket.files.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "files" {
  bucket = aws_s3_bucket.files.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Principal = { AWS = aws_iam_user.anna.arn }
      Resource  = "${aws_s3_bucket.files.arn}/*"
    }]
  })
}
