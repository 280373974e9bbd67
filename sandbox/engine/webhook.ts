import { createHmac } from 'node:crypto';

/** A request that a webhook is about to get. */
export interface WebhookRequest {
  readonly url: string;
  /** JSON text; empty where the automation has no payload. */
  readonly body: string;
  readonly accessToken: string | undefined;
  readonly secret: string | undefined;
}

export interface WebhookAnswer {
  /** `200 OK`. */
  readonly status: string;
  readonly statusCode: number;
  readonly body: string;
}

export interface WebhookOptions {
  /** Otherwise only this machine is called. */
  readonly allowNetwork: boolean;
  /** Milliseconds until a target that doesn't answer is given up. */
  readonly timeout: number;
}

/** A webhook that was not called, or did not answer. */
export class WebhookError extends Error {}

/**
 * Calls a webhook as W&B's docs describe it: POST, bearer token, HMAC-SHA256 of the body in base64. Redirects are not followed.
 *
 * @throws {WebhookError} for a target that isn't allowed, isn't there or takes too long
 */
export async function callWebhook(request: WebhookRequest, options: WebhookOptions): Promise<WebhookAnswer> {
  const url = targetOf(request.url, options.allowNetwork);
  const signal = AbortSignal.timeout(options.timeout);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: headersOf(request),
      body: request.body,
      redirect: 'manual',
      signal,
    });
    const status = `${response.status} ${response.statusText}`.trimEnd();
    return { status, statusCode: response.status, body: await response.text() };
  } catch (error) {
    if (signal.aborted) throw new WebhookError(`no answer from ${url.host} within ${options.timeout} ms`);
    throw new WebhookError(`${url.host} can not be reached: ${causeOf(error)}`);
  }
}

function targetOf(text: string, allowNetwork: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new WebhookError(`not an http URL: ${text}`);
  if (!allowNetwork && !isLoopback(url.hostname))
    throw new WebhookError(
      `${url.host} is not this machine; start the sandbox with --allow-network to call it`,
    );
  return url;
}

/** Names are taken at their word: whoever points `localhost` elsewhere did so on purpose. */
function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function headersOf({ body, accessToken, secret }: WebhookRequest): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'wandb-automations-sandbox',
    ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
    ...(secret !== undefined && {
      'x-wandb-signature': createHmac('sha256', secret).update(body).digest('base64'),
    }),
  };
}

/** `fetch` hides what happened one level down. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
