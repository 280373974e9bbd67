import { onAbort } from './abort';
import type { Clock } from './clock';
import { ApiError, type ApiFailure } from './errors';
import { checkShape, failureOfMessages, type GraphqlError, type Variables } from './graphql';
import { aliasOf, batchDocument, type BatchDocument, type Lookup } from './lookup';

/** How long a question waits for others that go along with it, in milliseconds. */
const gathering = 5;

export interface Batches {
  /** Asks together with what is asked of the same lookup meanwhile. The value of the field; throws what is wrong with it. */
  look<Answer>(lookup: Lookup<Answer>, ask: Variables, signal: AbortSignal): Promise<Answer>;
}

type Ask = (
  document: BatchDocument,
  signal: AbortSignal,
) => Promise<{
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphqlError[];
  readonly failure: ApiFailure | undefined;
}>;

interface Question {
  readonly ask: Variables;
  readonly signal: AbortSignal;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers lookups into documents. One that the server refuses as a whole is halved until only the culprit fails. */
export function createBatches(host: string, clock: Clock, ask: Ask): Batches {
  const gathered = new Map<string, Question[]>();

  const send = async (lookup: Lookup<unknown>, questions: readonly Question[]): Promise<void> => {
    const { signal, done } = untilAllLeave(questions);
    try {
      const answer = await ask(
        batchDocument(
          lookup,
          questions.map((question) => question.ask),
        ),
        signal,
      );
      questions.forEach((question, index) => {
        try {
          question.resolve(valueOf(aliasOf(index), answer, lookup));
        } catch (error) {
          question.reject(error);
        }
      });
    } catch (error) {
      const culprit = error instanceof ApiError && culpable.has(error.failure.kind);
      if (culprit && questions.length > 1) {
        const half = questions.length >> 1;
        await Promise.all([send(lookup, questions.slice(0, half)), send(lookup, questions.slice(half))]);
      } else {
        for (const question of questions) question.reject(error);
      }
    } finally {
      done();
    }
  };

  const valueOf = (
    alias: string,
    { data, errors, failure }: Awaited<ReturnType<Ask>>,
    lookup: Lookup<unknown>,
  ): unknown => {
    const own = errors.filter(({ path }) => path[0] === alias).map(({ message }) => message);
    if (own.length > 0)
      throw new ApiError(errors.length === own.length && failure ? failure : failureOfMessages(own), host);
    return checkShape(data[alias], lookup.answer, host);
  };

  const flush = (key: string, lookup: Lookup<unknown>): void => {
    const questions = (gathered.get(key) ?? []).filter(({ signal }) => !signal.aborted);
    gathered.delete(key);
    for (let from = 0; from < questions.length; from += lookup.batch) {
      void send(lookup, questions.slice(from, from + lookup.batch));
    }
  };

  return {
    look: <Answer>(lookup: Lookup<Answer>, asked: Variables, signal: AbortSignal) =>
      new Promise<Answer>((resolve, reject) => {
        const key = `${lookup.name} ${lookup.field}`;
        const question: Question = {
          ask: asked,
          signal,
          // `valueOf` has checked it against this lookup's own form.
          resolve: resolve as (value: unknown) => void,
          reject,
        };
        const others = gathered.get(key);
        if (others) {
          others.push(question);
          return;
        }
        gathered.set(key, [question]);
        clock.schedule(() => {
          flush(key, lookup);
        }, gathering);
      }),
  };
}

/** Kinds of failure that one bad question brings upon the others of its document. */
const culpable: ReadonlySet<ApiFailure['kind']> = new Set(['not-found', 'forbidden', 'invalid', 'conflict']);

/** A signal that fires when the last of the askers has left. */
function untilAllLeave(questions: readonly Question[]): {
  readonly signal: AbortSignal;
  readonly done: () => void;
} {
  const controller = new AbortController();
  const leave = (): void => {
    if (questions.every(({ signal }) => signal.aborted)) controller.abort();
  };
  const forget = questions.map(({ signal }) => onAbort(signal, leave));
  return {
    signal: controller.signal,
    done: () => {
      for (const stop of forget) stop();
    },
  };
}
