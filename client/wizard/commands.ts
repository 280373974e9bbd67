import type { Command } from '../commands';
import { newAutomation, type WizardWorld } from './newAutomation';

/** New Automation… works signed out, too, and in Restricted Mode: it only writes a spec. */
export function wizardCommands(world: WizardWorld): Readonly<Record<string, Command>> {
  return {
    newAutomation: { needs: [], run: (argument) => newAutomation(world, argument) },
  };
}
