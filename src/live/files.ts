// The commands that make the files, to show. Kept beside what reads them.
export const fileCommands = `aws iam generate-credential-report
aws iam get-credential-report > report.json
aws iam get-account-authorization-details > details.json
aws iam get-account-summary > summary.json
aws iam get-account-password-policy > password-policy.json
aws iam list-virtual-mfa-devices > mfa-devices.json`;
