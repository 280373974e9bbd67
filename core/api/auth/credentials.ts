/** With what a client signs in. */
export type Credentials = ApiKeyCredentials | AccessTokenCredentials;

/** Sent as HTTP Basic with the user name `api`. */
export interface ApiKeyCredentials {
  readonly type: 'api-key';
  readonly key: string;
}

/** Sent as Bearer; see `createIdentityTokenCredentials`. */
export interface AccessTokenCredentials {
  readonly type: 'access-token';
  /** A token that is still good; with `renew` a new one, since the server refused the last. */
  readonly accessToken: (options: {
    readonly renew: boolean;
    readonly signal: AbortSignal;
  }) => Promise<string>;
}
