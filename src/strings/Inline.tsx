// A sentence of content with `code` and **bold**, and nothing else of Markdown.
import type { ComponentChildren } from 'preact';

export function Inline({ text }: { text: string }): ComponentChildren {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>;
    return part;
  });
}

/** The same without the marks, for announcements. */
export function plain(text: string): string {
  return text.replace(/`([^`]+)`|\*\*([^*]+)\*\*/g, '$1$2');
}
