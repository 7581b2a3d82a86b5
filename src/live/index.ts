// Live mode: the learner's own account, read-only unless the learner asks otherwise. Nothing of it is kept; nothing but
// calls to AWS leaves the page.
// Imports the rooms left of it. Entries by their paths:
//
//   Live.tsx      the island of /live/: files, credentials, the relay, findings, map, copy
//   failure.ts    what went wrong on the way to AWS; for `rootless live` too
//   guard.ts      who may look; for `rootless live` too
//   failure.ts    what went wrong on the way, by one name; for `rootless live` too
//   operations.ts which operations look and which change; for `rootless live` too
//   strings.ts    what the page says
//
// Tests: test/live, test/browser/live.test.ts.
export { type ReadCredentials, readCredentials } from './credentials.ts';
export { judgeCaller } from './guard.ts';
