// Leaders and teams, after a question was revealed.
import type { PublicRoom } from '../model.ts';
import type { Said } from './view.ts';

const points = (value: number): string => String(Math.round(value * 100) / 100);

export function Standings({ room, mine, t }: { room: PublicRoom; mine?: string; t: Said['t'] }) {
  const { leaders, teamStandings } = room;
  if (!leaders?.length && !teamStandings?.length) return null;
  return (
    <div class="standings">
      {leaders && leaders.length > 0 && (
        <section class="card" aria-label={t('leaders')}>
          <h2>{t('leaders')}</h2>
          <ol>
            {leaders.map(({ name, points: own, outOf }) => (
              <li key={name} class={name === mine ? 'mine' : ''}>
                {t('leaderLine', { name, points: points(own), outOf })}
              </li>
            ))}
          </ol>
        </section>
      )}
      {teamStandings && teamStandings.length > 0 && (
        <section class="card" aria-label={t('teams')}>
          <h2>{t('teams')}</h2>
          <ol>
            {teamStandings.map(({ name, points: own, outOf }) => (
              <li key={name}>
                {t('leaderLine', { name: t('teamNumber', { number: name }), points: points(own), outOf })}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
