// Settings of the account as a whole: outbound federation (its tokens are made by STS), and properties by namespace.
// Tests: test/cloud/federation.test.ts
import type * as sdk from '@aws-sdk/client-iam';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';

function enabledOutbound(call: Call): { issuer: string } {
  return (
    call.tx.account.settings.outboundFederation ??
    fail('FeatureDisabled', 'Outbound identity federation is disabled for this account.')
  );
}

const enableOutbound = operation<object, sdk.EnableOutboundWebIdentityFederationResponse>({
  run(_input, call) {
    const { outboundFederation } = call.tx.account.settings;
    if (outboundFederation)
      fail('FeatureEnabled', 'Outbound identity federation is already enabled for this account.');
    const issuer = `https://${call.tx.ids.uuid()}.tokens.sts.global.api.aws`;
    call.tx.settings({ outboundFederation: { issuer } });
    return { IssuerIdentifier: issuer };
  },
});

const disableOutbound = operation<object, void>({
  run(_input, call) {
    enabledOutbound(call);
    call.tx.settings({ outboundFederation: undefined });
  },
});

const outboundInfo = operation<object, sdk.GetOutboundWebIdentityFederationInfoResponse>({
  run: (_input, call) => ({ IssuerIdentifier: enabledOutbound(call).issuer, JwtVendingEnabled: true }),
});

const getProperties = operation<object, sdk.GetAccountPropertiesResponse>({
  run: (_input, call) => ({ Properties: { ...call.tx.account.settings.properties } }),
});

/** Which namespaces and properties there are is not documented: every well-formed one is kept. */
const putProperties = operation<sdk.PutAccountPropertiesRequest, object>({
  run(input, call) {
    const keys = Object.keys(input.Properties);
    const wrong = keys.find(
      (key) => !/^[A-Za-z][A-Za-z0-9_-]*\/[A-Za-z0-9_-]+$/.test(key) || key.length > 50,
    );
    if (wrong !== undefined || keys.length === 0)
      fail('InvalidInput', `The property key ${wrong ?? ''} must have the form Namespace/PropertyName.`);
    if (new Set(keys.map((key) => key.split('/')[0])).size > 1)
      fail('InvalidInput', 'All properties in a single request must belong to the same namespace.');
    call.tx.settings({ properties: { ...call.tx.account.settings.properties, ...input.Properties } });
    return {};
  },
});

export const preferences: Operations = {
  EnableOutboundWebIdentityFederation: enableOutbound,
  DisableOutboundWebIdentityFederation: disableOutbound,
  GetOutboundWebIdentityFederationInfo: outboundInfo,
  GetAccountProperties: getProperties,
  PutAccountProperties: putProperties,
};
