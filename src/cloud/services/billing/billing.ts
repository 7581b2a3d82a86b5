// The Billing console, a chunk of its own: has no public API, so the operations are named like the IAM actions that guard
// them. IAM users and roles are let in only after root has switched that on, whatever their policies allow (AWS Billing
// user guide, «Overview of managing access permissions»). Tests: test/cloud/billing.test.ts
import { json } from '../../wire/protocol.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import { fail } from '../errors.ts';
import { rootOnly } from '../portal/root-only.ts';
import type { LoadedService } from '../registry.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';

/** The month so far. What a practice account uses costs nothing, so this is a count of requests. */
export interface BillingData {
  AccountId: string;
  /** 2026-11 */
  BillingPeriod: string;
  CurrencyCode: 'USD';
  AmountDue: string;
  Services: { Service: string; Requests: number; Amount: string }[];
}

const schemas: ServiceSchemas = {
  operations: {
    GetBillingData: { out: 'BillingData' },
    GetIAMAccessPreference: { out: 'Preference' },
    UpdateIAMAccessPreference: { in: 'Preference', out: 'Preference' },
  },
  structures: {
    BillingData: {
      required: 5,
      members: {
        AccountId: 's',
        BillingPeriod: 's',
        CurrencyCode: 's',
        AmountDue: 's',
        Services: { list: '$ServiceUse' },
      },
    },
    ServiceUse: { required: 3, members: { Service: 's', Requests: 'n', Amount: 's' } },
    Preference: { required: 1, members: { IAMAccess: 'b' } },
  },
  errors: {},
};

/** Notes the event in the console's form, then asks for permission. Which names AWS gives these events is unverified. */
function enter(call: Call): void {
  call.note({ eventType: 'AwsConsoleAction' });
  call.authorize({ action: `billing:${call.operation}`, resource: '*' });
}

/**
 * The sentence is the console's («Troubleshooting AWS Account Management identity and access»).
 * @throws AwsError AccessDenied
 */
function letIn(call: Call): void {
  enter(call);
  if (call.caller.kind === 'root' || call.tx.account.settings.billingForIam) return;
  fail(
    'AccessDenied',
    "You don't have permission to access billing information for this account. Contact your AWS administrator if you need help. If you are an AWS administrator, you can provide permissions for your users or groups by making sure that (1) this account allows IAM and federated users to access billing information and (2) you have the required IAM permissions.",
  );
}

const getData = operation<object, BillingData>({
  action: null,
  run(_input, call) {
    letIn(call);
    const period = new Date(call.times.now).toISOString().slice(0, 7);
    const counts = new Map<string, number>();
    for (const { eventTime, eventSource, recipientAccountId } of call.events.newest()) {
      if (!eventTime.startsWith(period)) break;
      if (recipientAccountId !== call.tx.accountId) continue;
      const service = eventSource.split('.')[0] as string;
      counts.set(service, (counts.get(service) ?? 0) + 1);
    }
    return {
      AccountId: call.tx.accountId,
      BillingPeriod: period,
      CurrencyCode: 'USD',
      AmountDue: '0.00',
      Services: [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([service, requests]) => ({ Service: service, Requests: requests, Amount: '0.00' })),
    };
  },
});

const getPreference = operation<object, { IAMAccess: boolean }>({
  action: null,
  run(_input, call) {
    letIn(call);
    return { IAMAccess: call.tx.account.settings.billingForIam === true };
  },
});

const updatePreference = operation<{ IAMAccess: boolean }, { IAMAccess: boolean }>({
  action: null,
  run({ IAMAccess }, call) {
    enter(call);
    rootOnly(call, 'switch IAM access to billing information on or off');
    call.tx.settings({ billingForIam: IAMAccess });
    return { IAMAccess };
  },
});

const operations: Operations = {
  GetBillingData: getData,
  GetIAMAccessPreference: getPreference,
  UpdateIAMAccessPreference: updatePreference,
};

export const billing: LoadedService = {
  dialect: json,
  service: {
    name: 'billing',
    // Documented for the console («Logging Billing and Cost Management API calls with AWS CloudTrail»).
    source: 'billingconsole.amazonaws.com',
    prefix: 'billing',
    protocol: 'json',
    version: '2023-09-07',
    namespace: '',
    targetPrefix: 'AWSBilling',
    global: true,
    schemas,
    limits: { rules: [], structures: {} },
    operations,
  },
};
