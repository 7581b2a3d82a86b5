// Text of an item: what stands between backticks is code.

export function Text({ text }: { text: string }) {
  return (
    <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
  );
}

/** For places that take no markup. */
export const bareText = (text: string): string => text.replaceAll('`', '');
