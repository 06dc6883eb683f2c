import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Paths of PEM files. */
export interface Certificates {
  readonly authorityFolder: string;
  readonly authority: string;
  readonly node: string;
  readonly nodeKey: string;
}

const EXTENSIONS = `basicConstraints=CA:FALSE
keyUsage=digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=IP:127.0.0.1,DNS:localhost
`;

/** An authority of its own and a certificate for a server on loopback, made by openssl, good for a day. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const authorityFolder = join(folder, 'authority');
  await mkdir(authorityFolder, { recursive: true });
  const authority = join(authorityFolder, 'authority.crt');
  const authorityKey = join(folder, 'authority.key');
  const node = join(folder, 'node.crt');
  const nodeKey = join(folder, 'node.key');
  const request = join(folder, 'node.csr');
  const extensions = join(folder, 'extensions');
  const rsa = ['-newkey', 'rsa:2048', '-nodes'];
  await writeFile(extensions, EXTENSIONS);
  const selfSigned = ['-x509', '-days', '1', '-subj', '/CN=test authority'];
  await openssl('req', ...selfSigned, ...rsa, '-keyout', authorityKey, '-out', authority);
  // The server takes no other common name for one of its nodes.
  await openssl('req', '-new', '-subj', '/CN=eventstoredb-node', ...rsa, '-keyout', nodeKey, '-out', request);
  const signer = ['-CA', authority, '-CAkey', authorityKey, '-CAcreateserial', '-extfile', extensions];
  await openssl('x509', '-req', '-days', '1', '-in', request, ...signer, '-out', node);
  return { authorityFolder, authority, node, nodeKey };
}

const openssl = (...words: string[]): Promise<unknown> => run('openssl', words);
