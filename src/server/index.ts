// Rootless in Node: the site, the accounts that live beside it, the AWS endpoint. Imports cloud and practice.
// Entries by their paths:
//
//   endpoint.ts, listen.ts, state-file.ts   for `rootless serve`, which needs no site and starts sooner without
//   classroom.ts                            for `rootless classroom`: the database and what belongs to it
//   live.ts                                 for `rootless live`: the relay to the learner's own account
//
// Tests: test/server, test/cloud/endpoint.test.ts.
export { accountsFolder, type RootlessOptions, type RunningRootless, startRootless } from './rootless.ts';
