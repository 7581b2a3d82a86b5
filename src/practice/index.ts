// A learner's practice account: hosts, saving, undo, snapshots, scenarios. Runs in workers, pages and Node; imports
// `cloud` and `policy` only. Nothing here knows what an exercise is: goals come in as a `Watcher`.
//
//   Node and workers   createHost({ key, store, fresh, clock, seed, watcher }) → AccountHost
//   pages              openWorkerHost, openServerHost, hasServer, hostRequestHandler
//   anywhere           materialise(scenario, seed) → World, createCaller for SDK calls as data
//
// Entries by their paths: client.ts, console-services.ts and attempt.ts, the ways into a host without the hosts;
// picture.ts, the account as the policies see it, without the cloud; share.ts, an account in a link; deletion.ts, «Delete
// everything» told to other tabs. Tests: test/practice.
export { type AttemptInput, type AttemptOptions, type AttemptResult, attempt } from './attempt.ts';
export { type Call, CallError, type Caller, type CallerOptions, createCaller } from './calls.ts';
export { type HostRequestHandler, hostRequestHandler, type SdkRequest, type SdkResponse } from './client.ts';
export { type AccountView, createHost, type HostOptions, type Watcher } from './host.ts';
export { type MetadataAnswer, readMetadata } from './instance-metadata.ts';
export { type OpenMessage, openWorkerHost } from './page-host.ts';
export type { AccountPicture, Moment, PlainRequest } from './picture.ts';
export { type CodeOf, isCodeOf, isKeyOf, isScpOf, type KeyOf } from './references.ts';
export { type Described, describe, perform } from './remote.ts';
export { materialise, materialiseStart, type Scenario, ScenarioError, scenarioCalls } from './scenario.ts';
export { hasServer, openServerHost, type ServerHost, type ServerHostOptions } from './server-host.ts';
export { readStart, type SavedStart, type Start, writeStart } from './start.ts';
export { forageStore, isFull, memoryStore, type Store } from './store.ts';
export * from './types.ts';
export { runWorkerHost } from './worker-host.ts';
export { principalArn, readAccount, readWorld, rootArn, writeAccount, writeWorld } from './worlds.ts';
