// What changed, as a feed: content/en/changes.yaml.

import { getEntry } from 'astro:content';
import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { translate } from '../course/index.ts';
import { href } from '../layouts/href.ts';

export const GET: APIRoute = async ({ site }) => {
  const t = translate('en', 'site');
  const entry = await getEntry('changes', 'en/changes');
  return rss({
    title: t('changesFeed'),
    description: t('description'),
    site: site ?? 'https://rootless.example',
    items: (entry?.data.changes ?? []).map(({ date, title, text, page }) => ({
      title,
      description: text,
      pubDate: new Date(`${date}T00:00:00Z`),
      link: href('en', page ?? ''),
    })),
  });
};
