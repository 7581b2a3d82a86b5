// Preact for Astro without Babel: its integration sends every file of ours through Babel, a quarter of a build, for JSX
// that Vite's own compiler turns into the same calls. Used by astro.config.mjs; proof: the pages work.
import preact, { type Options } from '@astrojs/preact';
import type { AstroIntegration } from 'astro';

type Config = Parameters<
  Parameters<NonNullable<AstroIntegration['hooks']['astro:config:setup']>>[0]['updateConfig']
>[0];

export function quickPreact(options: Options): AstroIntegration {
  const { name, hooks } = preact(options);
  return {
    name,
    hooks: {
      ...hooks,
      'astro:config:setup': (setup) =>
        hooks['astro:config:setup']?.({
          ...setup,
          updateConfig: (config) => setup.updateConfig(withoutBabel(config)),
        }),
    },
  };
}

function withoutBabel(config: Config): Config {
  const given = (config.vite?.plugins ?? []) as unknown[];
  const plugins = given.flat(3) as { name?: string }[];
  return {
    ...config,
    vite: {
      ...config.vite,
      plugins: plugins.filter(({ name }) => name !== 'vite:preact-jsx'),
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    },
  } as Config;
}
