import type { Assumptions } from '../catalog/assumptions';
import { JsonSyntaxError, parseJson } from '../json/parse';
import { message, type Message } from '../l10n/message';
import { renderTemplate, type RenderedTemplate, type TemplateValues, type VariableUse } from './template';

/** The body of a webhook request. */
export interface RenderedPayload extends RenderedTemplate {
  /** Why the body is no JSON any more. The server sends it all the same, as far as anybody knows. */
  readonly problem?: Message;
}

/** Renders a webhook payload: JSON text with `${name}` in it, as the server keeps it (`requestPayload`). */
export function renderPayload(
  payload: string,
  values: TemplateValues,
  assumptions: Assumptions,
): RenderedPayload {
  const rendered = renderTemplate(payload, values, assumptions);
  const error = jsonError(rendered.text);
  if (!error) return rendered;
  const culprit = rendered.uses.find(needsEscaping);
  const problem = culprit
    ? message(
        'The payload is no JSON: the value of {0} holds a quote, a backslash or a line break, and W&B does not escape it.',
        culprit.name,
      )
    : error.sentence;
  return { ...rendered, problem };
}

function jsonError(text: string): JsonSyntaxError | undefined {
  try {
    parseJson(text);
    return undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
}

const needsEscaping = ({ value }: VariableUse): boolean => JSON.stringify(value) !== `"${value}"`;
