// An instance as the account keeps it.
import type { Tag } from '../../world/entities.ts';
import type { Resource } from '../../world/world.ts';

export type State = 'running' | 'stopped' | 'terminated';

export interface Instance extends Resource {
  readonly kind: 'ec2/instance';
  readonly id: string;
  readonly reservation: string;
  readonly region: string;
  readonly image: string;
  readonly type: string;
  readonly launched: number;
  readonly state: State;
  readonly address: string;
  /** nameKey of its instance profile. */
  readonly profile?: string | undefined;
  readonly association?: string | undefined;
  readonly tags: readonly Tag[];
}

export function isInstance(resource: Resource): resource is Instance {
  return resource.kind === 'ec2/instance';
}
