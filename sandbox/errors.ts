import { GraphQLError } from 'graphql';

/** A refusal. W&B answers GraphQL errors with meaningful HTTP status codes, so each carries its own. */
export class Refusal extends GraphQLError {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 501,
    message: string,
  ) {
    super(message);
  }
}

export const invalid = (message: string): Refusal => new Refusal(400, message);
export const forbidden = (message = 'permission denied'): Refusal => new Refusal(403, message);
export const notFound = (message: string): Refusal => new Refusal(404, message);
export const conflict = (message: string): Refusal => new Refusal(409, message);
