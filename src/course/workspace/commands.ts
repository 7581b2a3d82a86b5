// What the command palette offers, and how a typed text finds it. Pure. Tests: test/course/workspace/palette.test.ts

export interface Command {
  id: string;
  title: string;
  /** What it is: «View», «User». */
  group: string;
  run: () => void;
}

/** Shown at once; more typing finds the rest. */
export const MAX_SHOWN = 60;

/** Those in which every word that was typed occurs; titles that begin with the first word come first. */
export function fitting(commands: readonly Command[], text: string): readonly Command[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands.slice(0, MAX_SHOWN);
  const [first = ''] = words;
  const rank = ({ title }: Command): number => {
    const lower = title.toLowerCase();
    if (lower.startsWith(first)) return 0;
    return lower.includes(` ${first}`) ? 1 : lower.includes(first) ? 2 : 3;
  };
  return commands
    .filter(({ title, group }) => {
      const whole = `${title} ${group}`.toLowerCase();
      return words.every((word) => whole.includes(word));
    })
    .map((command, index) => ({ command, index, rank: rank(command) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, MAX_SHOWN)
    .map(({ command }) => command);
}
