import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { isOn, variable, type Environment } from './environment';

export interface TlsOptions {
  /** Missing: the authorities that Node trusts anyway, those of `NODE_EXTRA_CA_CERTS` among them. */
  readonly ca?: string[];
  readonly rejectUnauthorized?: boolean;
}

/** Variables that name a file of certificates, for Node, OpenSSL, Python's `requests` and curl. */
const bundles = ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];

/**
 * Whom to trust: besides the usual authorities those that users of the W&B SDK have named. A file that can't be read names
 * nobody, as with OpenSSL. `WANDB_INSECURE_DISABLE_SSL` switches the check off.
 */
export function tlsOptions(environment: Pick<Environment, 'variables'>): TlsOptions {
  if (isOn(environment, 'WANDB_INSECURE_DISABLE_SSL')) return { rejectUnauthorized: false };
  const own = bundles.flatMap((name) => readCertificates(variable(environment, name)));
  if (own.length === 0) return {};
  // Given a list, Node takes nothing else.
  return {
    ca: [...rootCertificates, ...readCertificates(variable(environment, 'NODE_EXTRA_CA_CERTS')), ...own],
  };
}

function readCertificates(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
