import type { Run } from '../command';

/** `sandbox …`: the sandbox's own program, which reads its own arguments. */
export const sandbox: Run = async ({ positionals }) => {
  const { main } = await import('../../sandbox/main');
  return (await main(positionals)) === 2 ? 2 : 0;
};
