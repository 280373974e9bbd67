import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export function main(): void {
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, apiKey: 'local', port }));
  });
}
