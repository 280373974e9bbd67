import type { Command } from '../commands';
import type { BugReports } from './bugReports';

/** Works for everybody: also where nothing else does. */
export function reportCommands(reports: BugReports): Readonly<Record<string, Command>> {
  return {
    reportBug: { needs: [], run: () => reports.open() },
    copyReport: { needs: [], run: (argument) => reports.copy(argument) },
  };
}
