/** A language server that is measured. */
export interface Candidate {
  readonly name: string;
  /** A Node program that speaks LSP over standard input and output. */
  readonly script: string;
  readonly args: readonly string[];
  /** Section → what `workspace/configuration` gives. */
  readonly settings: Readonly<Record<string, unknown>>;
}
