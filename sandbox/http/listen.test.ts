import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { listen, PortError } from './listen';

it('A port that can’t be had is told, and whether somebody else has it', async () => {
  const first = createServer();
  const port = await listen(first, 0);
  await expect(listen(createServer(), port)).rejects.toMatchObject({ port, inUse: true });
  await new Promise((resolve) => first.close(resolve));
  const kept = createServer();
  const listening = listen(kept, 5);
  kept.emit('error', Object.assign(new Error('listen EACCES: permission denied'), { code: 'EACCES' }));
  const error: unknown = await listening.catch((thrown: unknown) => thrown);
  kept.close();
  expect(error).toBeInstanceOf(PortError);
  expect(error).toMatchObject({ port: 5, inUse: false, message: 'listen EACCES: permission denied' });
});
