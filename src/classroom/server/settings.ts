// A new room's settings: what is left out has a default, what makes no sense is refused with a sentence.
import type { Settings } from '../model.ts';
import { Refusal } from '../refusal.ts';

export const defaults: Settings = {
  mode: 'live',
  seconds: 30,
  changes: false,
  confidence: false,
  leaderboard: false,
  hideNames: false,
  ownNames: false,
  teams: 0,
  feedback: 'end',
  due: null,
  days: 30,
  places: 5000,
};

export function readSettings(given: unknown, now: number): Settings {
  if (given !== undefined && (typeof given !== 'object' || given === null))
    throw new Refusal('bad-request', 'The settings are no object.');
  const settings = { ...defaults, ...(given as Partial<Settings> | undefined) };
  const check = (fine: boolean, what: string): void => {
    if (!fine) throw new Refusal('bad-request', what);
  };
  const unknown = Object.keys(settings).filter((name) => !Object.hasOwn(defaults, name));
  check(unknown.length === 0, `There is no setting «${unknown[0]}».`);
  check(settings.mode === 'live' || settings.mode === 'paced', 'The mode is live or paced.');
  check(
    settings.feedback === 'each' || settings.feedback === 'end',
    'Feedback comes after each answer or at the end.',
  );
  for (const name of ['changes', 'confidence', 'leaderboard', 'hideNames', 'ownNames'] as const)
    check(typeof settings[name] === 'boolean', `«${name}» is true or false.`);
  const whole = (value: unknown, from: number, to: number): boolean =>
    Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
  check(settings.seconds === null || whole(settings.seconds, 5, 3600), 'A countdown has 5 to 3,600 seconds.');
  check(settings.teams === 0 || whole(settings.teams, 2, 8), 'There are 2 to 8 teams, or none.');
  check(whole(settings.days, 1, 400), 'A room is kept for 1 to 400 days.');
  check(whole(settings.places, 1, 10_000), 'A room has 1 to 10,000 places.');
  check(
    settings.due === null || (Number.isFinite(settings.due) && settings.due > now),
    'The assignment’s end is in the past.',
  );
  // Whoever is told the key after an answer must not change it.
  if (settings.mode === 'paced' && settings.feedback === 'each') settings.changes = false;
  if (settings.mode === 'live') settings.due = null;
  return settings;
}
