// The account's support plan, a chunk of its own. The console changes it and there is no public API; IAM permission is
// enough («Change AWS Support Plans», AWS Support user guide). Event source and the shape of the parameters are from
// «Logging changes to AWS Support Plans with AWS CloudTrail». Tests: test/cloud/billing.test.ts
import { json } from '../../wire/protocol.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { LoadedService } from '../registry.ts';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';

/** BASIC is documented, the other names are unverified. */
const levels = ['BASIC', 'DEVELOPER', 'BUSINESS', 'ENTERPRISE_ON_RAMP', 'ENTERPRISE'];

interface Level {
  SupportLevel: string;
}

const schemas: ServiceSchemas = {
  operations: {
    GetSupportPlan: { out: 'Plan' },
    StartSupportPlanUpdate: { in: 'StartSupportPlanUpdateRequest', out: 'StartSupportPlanUpdateResponse' },
  },
  structures: {
    Plan: { required: 1, members: { SupportLevel: 's' } },
    StartSupportPlanUpdateRequest: { required: 1, members: { Update: '$Plan' } },
    StartSupportPlanUpdateResponse: { required: 1, members: { SupportPlanUpdateArn: 's' } },
  },
  errors: {},
};

const getPlan = operation<object, Level>({
  run: (_input, call) => ({ SupportLevel: call.tx.account.settings.supportPlan ?? 'BASIC' }),
});

const startUpdate = operation<{ Update: Level }, { SupportPlanUpdateArn: string }>({
  run({ Update: { SupportLevel } }, call) {
    call.tx.settings({ supportPlan: SupportLevel });
    const id = call.tx.ids.hex(64);
    return { SupportPlanUpdateArn: `arn:aws:supportplans::${call.tx.accountId}:supportplanupdate/${id}` };
  },
});

const operations: Operations = { GetSupportPlan: getPlan, StartSupportPlanUpdate: startUpdate };

export const supportplans: LoadedService = {
  dialect: json,
  service: {
    name: 'supportplans',
    source: 'supportplans.amazonaws.com',
    prefix: 'supportplans',
    protocol: 'json',
    version: '1',
    namespace: '',
    targetPrefix: 'SupportPlans',
    global: true,
    schemas,
    limits: { rules: [{ enum: levels }], structures: { Plan: { SupportLevel: 0 } } },
    operations,
  },
};
