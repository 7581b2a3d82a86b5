/** A closed account can be reopened for this long (ms; «Close an AWS account», Account Management guide). */
export const postClosure = 90 * 86_400_000;
