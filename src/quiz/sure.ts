// Whether the learner wants to be asked how sure they are: their own choice, kept in this browser, off at first.
const KEY = 'rootless-ask-sure';

export function asksSure(): boolean {
  try {
    return localStorage.getItem(KEY) === 'yes';
  } catch {
    return false;
  }
}

export function askSure(asked: boolean): void {
  try {
    if (asked) localStorage.setItem(KEY, 'yes');
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing is kept here: it counts until the page is closed.
  }
}
