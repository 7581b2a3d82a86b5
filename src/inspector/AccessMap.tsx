// The access map: five columns, from people to services, with a line for each way that leads from one to the other. The
// same stands below in words, for everybody who does not see the picture.
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { serviceNames } from '../data/actions/index.ts';
import {
  along,
  EVERYTHING,
  type MapEdge,
  type MapNode,
  type AccessMap as MapOf,
  mapOf,
  type NodeKind,
} from './matrix.ts';
import { usePicture, type ViewProps, Waiting } from './parts.tsx';

const columns = [
  ['user', 'mapUsers'],
  ['group', 'mapGroups'],
  ['role', 'mapRoles'],
  ['policy', 'mapPolicies'],
  ['service', 'mapServices'],
] as const satisfies readonly (readonly [NodeKind, string])[];

/** Drawn in one column at most; more are a tangle. */
const MAX_IN_COLUMN = 24;
const WIDTH = 190;
const GAP = 56;
const HEIGHT = 34;

interface Placed extends MapNode {
  x: number;
  y: number;
}

export function AccessMap({ source, rest, go, t }: ViewProps): ComponentChildren {
  const [picture, again] = usePicture(source);
  const map = useMemo(() => picture && mapOf(picture), [picture]);
  const chosen = rest === '' ? '' : decodeURIComponent(rest);
  const nameOf = ({ kind, name }: MapNode): string =>
    kind !== 'service' ? name : name === EVERYTHING ? t('mapEverything') : (serviceNames[name] ?? name);
  if (!map) return <Waiting failed={picture === null} onAgain={again} t={t} />;
  const known = map.nodes.some(({ id }) => id === chosen);
  const shown = known ? along(map, chosen) : null;
  const people = map.nodes.filter(({ kind }) => kind !== 'service' && kind !== 'policy');
  return (
    <>
      <h1>{t('mapTitle')}</h1>
      <p class="lead">{t('mapLead')}</p>
      <p>
        <label class="inspector-choose">
          <span>{t('mapFind')}</span>
          <select
            value={known ? chosen : ''}
            onChange={({ currentTarget }) =>
              go(currentTarget.value === '' ? 'map' : `map/${encodeURIComponent(currentTarget.value)}`)
            }
          >
            <option value="">{t('mapAll')}</option>
            {columns.map(([kind, label]) => (
              <optgroup key={kind} label={t(label)}>
                {map.nodes
                  .filter((node) => node.kind === kind)
                  .map((node) => (
                    <option key={node.id} value={node.id}>
                      {nameOf(node)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
      </p>
      {people.length === 0 ? (
        <p class="soft">{t('mapEmpty')}</p>
      ) : (
        <Drawing map={map} shown={shown} chosen={chosen} nameOf={nameOf} go={go} t={t} />
      )}
      <Paths map={map} shown={shown} nameOf={nameOf} t={t} />
    </>
  );
}

interface Inside {
  map: MapOf;
  shown: ReadonlySet<string> | null;
  nameOf: (node: MapNode) => string;
  t: ViewProps['t'];
}

function Drawing(props: Inside & { chosen: string; go: ViewProps['go'] }): ComponentChildren {
  const { map, shown, chosen, nameOf, go, t } = props;
  const visible = map.nodes.filter(({ id }) => !shown || shown.has(id));
  const used = columns.filter(([kind]) => visible.some((node) => node.kind === kind));
  const placed = new Map<string, Placed>();
  let cut = false;
  let tallest = 0;
  used.forEach(([kind], column) => {
    const own = visible.filter((node) => node.kind === kind);
    cut ||= own.length > MAX_IN_COLUMN;
    own.slice(0, MAX_IN_COLUMN).forEach((node, row) => {
      placed.set(node.id, { ...node, x: column * (WIDTH + GAP), y: 40 + row * (HEIGHT + 10) });
      tallest = Math.max(tallest, row);
    });
  });
  const width = used.length * (WIDTH + GAP) - GAP;
  const height = 40 + (tallest + 1) * (HEIGHT + 10);
  return (
    <>
      {cut && <p class="soft">{t('mapLarge', { count: MAX_IN_COLUMN })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="inspector-scroll" tabIndex={0} aria-label={t('mapTitle')}>
        <svg
          class="inspector-map"
          viewBox={`-4 0 ${width + 8} ${height}`}
          width={width + 8}
          height={height}
          role="img"
          aria-label={t('mapTitle')}
        >
          {used.map(([kind, label], column) => (
            <text key={kind} class="heading" x={column * (WIDTH + GAP)} y="20">
              {t(label)}
            </text>
          ))}
          {map.edges.map((edge) => (
            <Line key={`${edge.from} ${edge.to} ${edge.how}`} edge={edge} placed={placed} />
          ))}
          {[...placed.values()].map((node) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the menu above does the same by keyboard
            <g
              key={node.id}
              class={`node ${node.kind}${node.id === chosen ? ' chosen' : ''}`}
              transform={`translate(${node.x} ${node.y})`}
              onClick={() => go(node.id === chosen ? 'map' : `map/${encodeURIComponent(node.id)}`)}
            >
              <title>{nameOf(node)}</title>
              <rect width={WIDTH} height={HEIGHT} rx="7" />
              <text x="12" y="22">
                {short(nameOf(node))}
              </text>
            </g>
          ))}
        </svg>
      </section>
      <p class="soft">
        {t('mapKeyAll')}; {t('mapKeyAssume')}.
      </p>
    </>
  );
}

const short = (name: string): string => (name.length > 22 ? `${name.slice(0, 21)}…` : name);

function Line({ edge, placed }: { edge: MapEdge; placed: ReadonlyMap<string, Placed> }): ComponentChildren {
  const from = placed.get(edge.from);
  const to = placed.get(edge.to);
  if (!from || !to) return null;
  const x1 = from.x + WIDTH;
  const y1 = from.y + HEIGHT / 2;
  const y2 = to.y + HEIGHT / 2;
  const middle = (x1 + to.x) / 2;
  return (
    <path class={`edge ${edge.how}`} d={`M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${to.x} ${y2}`} />
  );
}

/** More sentences than this are a table nobody reads. */
const MAX_SENTENCES = 400;

function Paths({ map, shown, nameOf, t }: Inside): ComponentChildren {
  const nodes = new Map(map.nodes.map((node) => [node.id, node]));
  const sentences = {
    member: 'mapMember',
    has: 'mapHas',
    bounded: 'mapBounded',
    all: 'mapAllOf',
    some: 'mapSome',
    assume: 'mapAssume',
  } as const;
  const edges = map.edges.filter(({ from, to }) => !shown || (shown.has(from) && shown.has(to)));
  return (
    <details class="inspector-paths">
      <summary>{t('mapPaths')}</summary>
      <ul>
        {edges.slice(0, MAX_SENTENCES).map((edge) => {
          const from = nodes.get(edge.from);
          const to = nodes.get(edge.to);
          if (!from || !to) return null;
          return (
            <li key={`${edge.from} ${edge.to} ${edge.how}`}>
              {t(sentences[edge.how], { from: nameOf(from), to: nameOf(to) })}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
