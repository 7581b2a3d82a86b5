// What a database must do for the store: steps in one transaction, one hot statement for many rows, and a hint when
// a room has changed elsewhere. Two drivers: sqlite.ts and postgres.ts.

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** One statement with `?` for its values. `must`: where it answers no row, the whole transaction is taken back. */
export interface Step {
  sql: string;
  values: readonly Value[];
  must?: boolean;
}

/**
 * An insert of many rows at once, each with its own outcome. Its source of rows is called `x` and has these columns;
 * both statements name `{x}` where it belongs.
 */
export interface HotStatement {
  name: string;
  columns: readonly (readonly [name: string, type: 'text' | 'bigint'])[];
  /** Inserts what may be inserted and returns it. */
  insert: string;
  /** Finds what stands instead. */
  standing: string;
  /** Columns by which a row of either answer is told to belong to a row of the source. */
  identity: readonly string[];
}

export interface HotOutcome {
  /** The row that was written for this one; undefined where none was. */
  fresh: Row | undefined;
  /** What stood there already. */
  standing: readonly Row[];
}

export interface Driver {
  /** Everything in one transaction, durable before it answers; undefined when a `must` step found nothing. */
  run(steps: readonly Step[]): Promise<readonly Row[][] | undefined>;
  /** One transaction for all rows; no two of them may be the same by `identity`. */
  many(statement: HotStatement, rows: readonly (readonly Value[])[]): Promise<readonly HotOutcome[]>;
  /** Steps that announce a change to other nodes, for the same transaction; none where there are none. */
  announce(room: string): readonly Step[];
  /** Calls with rooms that may have changed elsewhere; it is a hint, reading is the truth. */
  watch(listener: (room: string) => void): Promise<void>;
  /** Whether other processes may change the same rooms. */
  readonly shared: boolean;
  /** How many batches of hot statements may run side by side. */
  readonly lanes: number;
  /** The clock that all nodes agree on (ms since 1970). */
  now(): Promise<number>;
  close(): Promise<void>;
}

/** The database is full: nothing more can be written until somebody makes room. */
export class FullError extends Error {}
/** The database cannot be reached just now. */
export class AwayError extends Error {}
