// Nothing changes by a slip: a switch, and when it is on a word to type. Tests: test/browser/live-changes.test.ts,
// test/browser/live-exercises.test.ts.

export interface ConsentProps {
  /** What the switch allows. */
  allow: string;
  /** What stands above the field. */
  type: string;
  allowed: boolean;
  onAllowed: (allowed: boolean) => void;
  typed: string;
  onTyped: (typed: string) => void;
}

export function Consent({ allow, type, allowed, onAllowed, typed, onTyped }: ConsentProps) {
  return (
    <>
      <label class="live-choice">
        <input
          type="checkbox"
          checked={allowed}
          onChange={(event) => onAllowed(event.currentTarget.checked)}
        />{' '}
        {allow}
      </label>
      {allowed && (
        <label>
          <span>{type}</span>
          <input
            autocomplete="off"
            spellcheck={false}
            value={typed}
            onInput={(event) => onTyped(event.currentTarget.value)}
          />
        </label>
      )}
    </>
  );
}
