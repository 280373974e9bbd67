import type { Trigger } from '../../core/api/model';
import type { Command } from '../commands';
import { duplicate, type DuplicateWorld } from './duplicate';

/** `targets`: the automations of a menu, or those selected in the view; throws where there are none. */
export function duplicateCommands(
  world: DuplicateWorld,
  targets: (args: readonly unknown[]) => readonly Trigger[],
): Readonly<Record<string, Command>> {
  return {
    duplicate: { needs: ['trust', 'connection'], run: (...args) => duplicate(world, targets(args)) },
  };
}
