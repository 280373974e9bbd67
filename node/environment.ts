import { homedir } from 'node:os';

/** What a program finds around itself; tests make their own. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** The working folder. */
  readonly cwd: string;
}

export function processEnvironment(): Environment {
  return { variables: process.env, home: homedir(), cwd: process.cwd() };
}

/** A variable that is set to something. */
export function variable({ variables }: Pick<Environment, 'variables'>, name: string): string | undefined {
  const value = variables[name]?.trim();
  return value === '' ? undefined : value;
}

/** A switch, as Python users write it. */
export function isOn(environment: Pick<Environment, 'variables'>, name: string): boolean {
  return /^(1|true|t|yes|y|on)$/i.test(variable(environment, name) ?? '');
}
