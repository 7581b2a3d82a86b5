// A request and the policies that have a say in it, as they are shown beside a question.
import './case.css';
import type { ComponentChildren } from 'preact';
import { type CaseLayer, policiesOf, type ShownPolicy } from '../decision/statements.ts';
import type { DecisionCase } from '../model.ts';
import { pretty } from '../pretty.ts';
import type { QuizTranslate } from './view.ts';

export function RequestTable({ given, t }: { given: Partial<DecisionCase>; t: QuizTranslate }) {
  const context = Object.entries(given.context ?? {});
  return (
    <dl class="request">
      {given.principal && (
        <div>
          <dt>{t('caller')}</dt>
          <dd>
            <code>{given.principal}</code>
          </dd>
        </div>
      )}
      {given.action && (
        <div>
          <dt>{t('action')}</dt>
          <dd>
            <code>{given.action}</code>
          </dd>
        </div>
      )}
      {given.resource && (
        <div>
          <dt>{t('resource')}</dt>
          <dd>
            <code>{given.resource}</code>
            {given.resourceAccount && !given.resource.includes(given.resourceAccount) && (
              <> {t('ofAccount', { account: given.resourceAccount })}</>
            )}
          </dd>
        </div>
      )}
      {context.length > 0 && (
        <div>
          <dt>{t('context')}</dt>
          <dd>
            <ul>
              {context.map(([key, value]) => (
                <li key={key}>
                  <code>
                    {key} = {Array.isArray(value) ? value.join(', ') : String(value)}
                  </code>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}

const layerLabels = {
  identity: 'layerIdentity',
  boundary: 'layerBoundary',
  session: 'layerSession',
  resource: 'layerResource',
  scp: 'layerScp',
  rcp: 'layerRcp',
  endpoint: 'layerEndpoint',
} as const satisfies Record<CaseLayer, string>;

const layerLabel = (policy: ShownPolicy, action: string | undefined, t: QuizTranslate): string =>
  policy.level === undefined
    ? t(
        policy.layer === 'resource' && action?.startsWith('sts:Assume')
          ? 'layerTrust'
          : layerLabels[policy.layer],
      )
    : `${t(layerLabels[policy.layer])}, ${policy.level === 0 ? t('levelRoot') : t('level', { level: policy.level })}`;

export interface PoliciesProps {
  given: Partial<DecisionCase>;
  t: QuizTranslate;
  /** How a statement is drawn; as text where this is absent. */
  statement?: (id: string, json: string) => ComponentChildren;
}

/** Every policy with its layer's name. Each is a region of its own that scrolls where lines are long. */
export function Policies({ given, t, statement }: PoliciesProps) {
  const policies = policiesOf(given);
  return (
    <div class="policies">
      {policies.length === 0 && <p class="note">{t('noPolicies')}</p>}
      {policies.map((policy, index) => (
        <figure key={index}>
          <figcaption>
            <b>{policy.name || t('unnamed')}</b>{' '}
            <span class="note">{layerLabel(policy, given.action, t)}</span>
          </figcaption>
          {statement ? (
            policy.statements.map(({ id, json }) => statement(id, pretty(json)))
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            <pre tabIndex={0}>
              <code>{policy.statements.map(({ json }) => pretty(json)).join('\n')}</code>
            </pre>
          )}
          {policy.statements.length === 0 && <p class="note">{t('noStatements')}</p>}
        </figure>
      ))}
    </div>
  );
}
