// Tags of users, roles, policies and identity providers: read, and made to be what the learner wrote. Over the SDK's IAM
// client only. Tests: test/console/holders.test.ts.
import {
  type IAMClient,
  ListOpenIDConnectProviderTagsCommand,
  ListPolicyTagsCommand,
  ListRoleTagsCommand,
  ListSAMLProviderTagsCommand,
  ListUserTagsCommand,
  type Tag,
  TagOpenIDConnectProviderCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagSAMLProviderCommand,
  TagUserCommand,
  UntagOpenIDConnectProviderCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UntagSAMLProviderCommand,
  UntagUserCommand,
} from '@aws-sdk/client-iam';
import type { TagInput } from './names.ts';
import { collect, type ListInput } from './pages.ts';

export type TaggedKind = 'user' | 'role' | 'policy' | 'oidc' | 'saml';

interface Page {
  Tags: Tag[] | undefined;
  IsTruncated?: boolean | undefined;
  Marker?: string | undefined;
}
interface Ways {
  list(iam: IAMClient, id: string, page: ListInput): Promise<Page>;
  tag(iam: IAMClient, id: string, tags: Tag[]): Promise<unknown>;
  untag(iam: IAMClient, id: string, keys: string[]): Promise<unknown>;
}

const ways: Readonly<Record<TaggedKind, Ways>> = {
  user: {
    list: (iam, UserName, page) => iam.send(new ListUserTagsCommand({ UserName, ...page })),
    tag: (iam, UserName, Tags) => iam.send(new TagUserCommand({ UserName, Tags })),
    untag: (iam, UserName, TagKeys) => iam.send(new UntagUserCommand({ UserName, TagKeys })),
  },
  role: {
    list: (iam, RoleName, page) => iam.send(new ListRoleTagsCommand({ RoleName, ...page })),
    tag: (iam, RoleName, Tags) => iam.send(new TagRoleCommand({ RoleName, Tags })),
    untag: (iam, RoleName, TagKeys) => iam.send(new UntagRoleCommand({ RoleName, TagKeys })),
  },
  policy: {
    list: (iam, PolicyArn, page) => iam.send(new ListPolicyTagsCommand({ PolicyArn, ...page })),
    tag: (iam, PolicyArn, Tags) => iam.send(new TagPolicyCommand({ PolicyArn, Tags })),
    untag: (iam, PolicyArn, TagKeys) => iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys })),
  },
  oidc: {
    list: (iam, OpenIDConnectProviderArn, page) =>
      iam.send(new ListOpenIDConnectProviderTagsCommand({ OpenIDConnectProviderArn, ...page })),
    tag: (iam, OpenIDConnectProviderArn, Tags) =>
      iam.send(new TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags })),
    untag: (iam, OpenIDConnectProviderArn, TagKeys) =>
      iam.send(new UntagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, TagKeys })),
  },
  saml: {
    list: (iam, SAMLProviderArn, page) =>
      iam.send(new ListSAMLProviderTagsCommand({ SAMLProviderArn, ...page })),
    tag: (iam, SAMLProviderArn, Tags) => iam.send(new TagSAMLProviderCommand({ SAMLProviderArn, Tags })),
    untag: (iam, SAMLProviderArn, TagKeys) =>
      iam.send(new UntagSAMLProviderCommand({ SAMLProviderArn, TagKeys })),
  },
};

/** @param id the user's or role's name, the others' ARN */
export const tagsOf = (iam: IAMClient, kind: TaggedKind, id: string): Promise<Tag[]> =>
  collect(
    (page) => ways[kind].list(iam, id, page),
    (answer) => answer.Tags,
  );

/** Makes the tags what `wanted` says: one request to remove, one to set, none where nothing changed. */
export async function saveTags(
  iam: IAMClient,
  kind: TaggedKind,
  id: string,
  before: readonly Tag[],
  wanted: readonly TagInput[],
): Promise<void> {
  const gone = before.filter((tag) => !wanted.some((one) => one.key === tag.Key));
  const set = wanted.filter((one) => !before.some((tag) => tag.Key === one.key && tag.Value === one.value));
  if (gone.length > 0)
    await ways[kind].untag(
      iam,
      id,
      gone.map((tag) => tag.Key as string),
    );
  if (set.length > 0)
    await ways[kind].tag(
      iam,
      id,
      set.map((tag) => ({ Key: tag.key, Value: tag.value })),
    );
}
