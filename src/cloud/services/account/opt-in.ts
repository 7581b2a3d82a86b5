// Regions an account opts into. AWS takes minutes to hours (ENABLING, DISABLING); a practice account does it at once.
import type * as sdk from '@aws-sdk/client-account';
import type { AccountSettings } from '../../world/entities.ts';
import { defaultRegions, optInRegions } from '../../world/regions.ts';
import { fail } from '../errors.ts';
import { tokenPage } from '../paging.ts';
import type { Call, Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import type { Targeted } from './target.ts';
import { accountArn, targetOf } from './target.ts';

const onRegion = {
  resource: accountArn,
  context: (input: { RegionName: string }): Context => ({ 'account:TargetRegion': input.RegionName }),
};

function statusOf({ regions }: AccountSettings, name: string): sdk.RegionOptStatus {
  if (defaultRegions.includes(name)) return 'ENABLED_BY_DEFAULT';
  if (!optInRegions.includes(name)) fail('ValidationError', `The Region ${name} is not valid.`);
  return regions?.[name] ? 'ENABLED' : 'DISABLED';
}

const getStatus = operation<sdk.GetRegionOptStatusRequest, sdk.GetRegionOptStatusResponse>({
  ...onRegion,
  run(input, call) {
    const { settings } = targetOf(call, input).account;
    return { RegionName: input.RegionName, RegionOptStatus: statusOf(settings, input.RegionName) };
  },
});

const listRegions = operation<sdk.ListRegionsRequest, sdk.ListRegionsResponse>({
  resource: accountArn,
  run(input, call) {
    const { settings } = targetOf(call, input).account;
    const wanted = input.RegionOptStatusContains;
    const found = [...defaultRegions, ...optInRegions]
      .sort()
      .map((name) => ({ RegionName: name, RegionOptStatus: statusOf(settings, name) }))
      .filter(({ RegionOptStatus }) => !wanted?.length || wanted.includes(RegionOptStatus));
    const { items, next } = tokenPage(found, ({ RegionName }) => RegionName, {
      token: input.NextToken,
      most: input.MaxResults ?? 50,
      invalid: 'ValidationError',
    });
    return { Regions: [...items], ...(next ? { NextToken: next } : {}) };
  },
});

function opt(input: Targeted & { RegionName: string }, call: Call, on: boolean): void {
  const target = targetOf(call, input);
  const { settings } = target.account;
  const status = statusOf(settings, input.RegionName);
  if (status === 'ENABLED_BY_DEFAULT')
    fail('ValidationError', `The Region ${input.RegionName} is enabled by default and cannot be changed.`);
  target.settings({ regions: { ...settings.regions, [input.RegionName]: on } });
}

const enableRegion = operation<sdk.EnableRegionRequest, void>({
  ...onRegion,
  run: (input, call) => opt(input, call, true),
});

const disableRegion = operation<sdk.DisableRegionRequest, void>({
  ...onRegion,
  run: (input, call) => opt(input, call, false),
});

export const optIn: Operations = {
  GetRegionOptStatus: getStatus,
  ListRegions: listRegions,
  EnableRegion: enableRegion,
  DisableRegion: disableRegion,
};
