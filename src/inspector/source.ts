// Where the inspector's account comes from: a practice account's host, or a picture of a real one. What only a practice
// account can do is missing in the other. Tests: test/inspector/account.test.ts
import { type AttemptInput, type AttemptResult, attempt } from '../practice/attempt.ts';
import type {
  AccountHost,
  AccountPicture,
  EventQuery,
  HostEvent,
  Inquiry,
  Moment,
  PracticeTools,
} from '../practice/index.ts';

export interface AccountSource {
  /** Null where that moment is out of reach. */
  picture(moment?: Moment): Promise<AccountPicture | null>;
  /** Calls `listener` when the account may be another. */
  subscribe(listener: () => void): () => void;
  practice?: {
    inquiry(id: string): Promise<Inquiry | null>;
    events(query?: EventQuery): Promise<readonly HostEvent[]>;
    /** Makes a request as somebody; it is recorded like any other. */
    attempt(principal: string, input: AttemptInput): Promise<AttemptResult>;
    tools: Pick<PracticeTools, 'summary' | 'undoTo' | 'setClock' | 'snapshots' | 'keepSnapshot'>;
  };
}

export function hostSource(host: AccountHost): AccountSource {
  const { tools } = host;
  return {
    picture: (moment) => tools.picture(moment),
    subscribe(listener) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      // A page of the console makes several requests at once: they are looked at together.
      const stop = host.subscribe(({ kind }) => {
        if (kind === 'goals' || kind === 'notice') return;
        timer ??= setTimeout(() => {
          timer = undefined;
          listener();
        }, 60);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
    practice: {
      inquiry: (id) => tools.inquiry(id),
      events: (query) => tools.events(query),
      async attempt(principal, input) {
        return attempt({ host, credentials: await tools.credentials(principal) }, input);
      },
      tools,
    },
  };
}

/** An account that does not change, such as one that live mode has imported. */
export function pictureSource(picture: AccountPicture): AccountSource {
  return {
    picture: async (moment) => (moment ? null : picture),
    subscribe: () => () => {},
  };
}
