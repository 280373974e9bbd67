/** What came back when W&B called a webhook for a try, as far as it can be read. */
export interface TestAnswer {
  /** `200 OK`, `503`. */
  readonly status?: string;
  readonly error?: string;
  readonly body?: string;
}

/** Reads the `response` of a webhook's test. W&B doesn't document its form, so every member may be missing. */
export function testAnswerOf(response: string): TestAnswer {
  const { status, statusCode, error, message, body } = objectIn(response);
  const said = textOf(error) ?? textOf(message);
  const found = { status: textOf(status) ?? textOf(statusCode), error: said, body: textOf(body) };
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text !== undefined));
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value !== 'object' || value === null) return undefined;
  return 'message' in value && typeof value.message === 'string' ? value.message : JSON.stringify(value);
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : { body: value };
  } catch {
    return { body: text };
  }
}
