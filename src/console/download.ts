// Hands a text or bytes to the browser as a file. Browser only.

function hand(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const download = (file: { name: string; text: string }, type = 'text/csv'): void =>
  hand(file.name, new Blob([file.text], { type: `${type};charset=utf-8` }));

export const downloadBytes = (name: string, bytes: Uint8Array, type: string): void =>
  hand(name, new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
