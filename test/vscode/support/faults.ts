import type { Wrong } from './sandbox';

/** Something that goes wrong on the server, and how the user is told of it. */
export interface NamedFault {
  readonly name: string;
  readonly fault: Wrong;
  /** What is said when something could not be read. */
  readonly told: RegExp;
  /** A write takes effect all the same, before its answer is lost. */
  readonly late?: true;
}

const status = (code: number, told: RegExp): NamedFault => ({
  name: String(code),
  fault: { kind: 'status', status: code },
  told,
});

type PlainKind = Exclude<Wrong['kind'], 'status' | 'latency'>;

const plain = (kind: PlainKind, told: RegExp): NamedFault => ({ name: kind, fault: { kind }, told });

const late = (kind: PlainKind, told: RegExp): NamedFault => ({ ...plain(kind, told), late: true });

const hanging: NamedFault = {
  name: 'latency',
  fault: { kind: 'latency', milliseconds: 600_000 },
  told: /did not answer in time/,
};

type Kind = readonly [NamedFault, ...NamedFault[]];

/** Every fault that the sandbox has and every status, by the kinds of failures that the extension tells apart. */
const kinds: readonly Kind[] = [
  [status(401, /did not accept the credentials/)],
  [status(403, /refuses this/)],
  [status(404, /did not find it|has no such thing/)],
  [
    status(400, /did not accept the request/),
    status(409, /exists already/),
    status(413, /did not accept the request/),
    status(422, /did not accept the request/),
  ],
  [{ name: '429', fault: { kind: 'status', status: 429, retryAfter: 60 }, told: /Try again in 60 s/ }],
  [
    status(500, /failed with HTTP 500/),
    status(501, /failed with HTTP 501/),
    status(503, /failed with HTTP 503/),
    status(504, /failed with HTTP 504/),
    status(408, /failed with HTTP 408/),
  ],
  [late('partial-errors', /part of the answer could not be loaded/)],
  [
    plain('html-502', /failed with HTTP 502/),
    late('truncated-body', /broke off|broken or incomplete/),
    late('wrong-content-type', /web page/),
  ],
  [plain('reset-before', /broke off/), late('reset-after', /broke off/)],
  [hanging],
];

/** Those of lists: a write has none. */
const kindsOfLists: readonly Kind[] = [
  [late('empty-page', /again and again/)],
  [late('duplicate-cursor', /again and again/)],
];

/** One that goes wrong somewhere. */
export interface Meeting {
  readonly fault: NamedFault;
  /** Root field or operation that goes wrong; `*`: all. */
  readonly operation: string;
}

/**
 * What the nth command meets: one fault of each kind. All with all would take minutes, so the fault of a kind goes round from command
 * to command, and together they meet every one. A command that writes begins by reading: so it is its write that goes wrong, and at
 * two kinds of seven, which go round as well, already what it reads first. (Seven, since no kind has as many faults: each meets both.)
 */
export function faultsFor(index: number, writes = '*'): readonly Meeting[] {
  const turn = (kind: Kind): NamedFault => kind[index % kind.length] ?? kind[0];
  return [
    ...kinds.map((kind, number) => ({
      fault: turn(kind),
      operation: (index + number) % 7 < 2 ? '*' : writes,
    })),
    ...kindsOfLists.map((kind) => ({ fault: turn(kind), operation: '*' })),
  ];
}

/** The worst for a command that needs no answer: waiting for one would show. */
export const noAnswer: readonly Meeting[] = [{ fault: hanging, operation: '*' }];
