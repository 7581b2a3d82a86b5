// The password of a practice account's root user, for signing in to its console. Imports nothing, so that a page can
// take it alone.
export const practiceRootPassword = 'Root-practice-1';
