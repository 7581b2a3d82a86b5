// What the command palette can do with the account: each tool says how it went, in words to announce.
// Tests: test/course/workspace/palette.test.ts
import { downloadText } from '../../exercise/download.ts';
import { errorText } from '../../exercise/errors.ts';
import { shareAddress } from '../../exercise/Share.tsx';
import { openMessages } from '../../exercise/strings.ts';
import type { AccountHost } from '../../practice/index.ts';
import { writeShare } from '../../practice/share.ts';
import { localize, type Translate, translator } from '../../strings/index.ts';
import type { messages } from './strings.ts';

const DAY = 86_400_000;

export interface Tool {
  id: keyof typeof messages & `tool${string}`;
  run: () => Promise<string>;
}

export function accountTools(
  host: AccountHost,
  base: string,
  locale: string,
  t: Translate<typeof messages>,
): readonly Tool[] {
  const { tools } = host;
  const move = async (days: number): Promise<string> => {
    const { offset } = await tools.summary();
    await tools.setClock(days === 0 ? 0 : offset + days * DAY);
    return t('didClock');
  };
  const save = async (): Promise<void> => {
    const { account } = await tools.summary();
    downloadText(`rootless-${account}.json`, await tools.exportAccount());
  };
  const list: readonly Tool[] = [
    { id: 'toolUndo', run: async () => t((await tools.undo()) ? 'didUndo' : 'didNothing') },
    { id: 'toolRedo', run: async () => t((await tools.redo()) ? 'didRedo' : 'didNothing') },
    {
      id: 'toolReset',
      async run() {
        await tools.reset();
        return t('didReset');
      },
    },
    {
      id: 'toolSnapshot',
      async run() {
        const { now } = await tools.summary();
        const name = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
        await tools.keepSnapshot(name);
        return t('didSnapshot', { name });
      },
    },
    {
      id: 'toolExport',
      async run() {
        await save();
        return t('didExport');
      },
    },
    {
      id: 'toolShare',
      async run() {
        const link = await writeShare(await tools.exportAccount());
        if (link === null) {
          await save();
          return t('didShareLarge');
        }
        const address = shareAddress(base, link);
        try {
          await navigator.clipboard.writeText(address);
          return t('didShare');
        } catch {
          return t('didShareShown', { link: address });
        }
      },
    },
    { id: 'toolDay', run: () => move(1) },
    { id: 'toolMonth', run: () => move(30) },
    { id: 'toolPresent', run: () => move(0) },
  ];
  const say = translator(localize(openMessages, locale), locale);
  return list.map(({ id, run }) => ({
    id,
    run: () => run().catch((error: unknown) => t('didFail', { reason: errorText(error, say) })),
  }));
}
