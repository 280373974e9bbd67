import type { Command } from '../commands';
import type { LanguageSupport } from '../language/languageSupport';
import type { Session } from '../session/session';
import type { SpecDifferences } from './difference';
import { refreshSpecs } from './refresh';
import type { WorkspaceSpecs } from './workspaceSpecs';

interface SpecsServices {
  readonly specs: WorkspaceSpecs;
  readonly differences: SpecDifferences;
  readonly language: Pick<LanguageSupport, 'remoteChanged'>;
  readonly session: Session;
}

/** Commands of the Specs view. */
export function specsCommands(services: SpecsServices): Readonly<Record<string, Command>> {
  const { specs, differences, language, session } = services;
  return {
    /** Works signed out, too: then the files are all there is to look at. */
    refreshSpecs: {
      needs: [],
      run: async () => {
        session.connection?.catalog.invalidate();
        await language.remoteChanged('refresh');
        await refreshSpecs(specs, session);
      },
    },
    showDifference: { needs: ['trust', 'connection'], run: (argument) => differences.show(argument) },
  };
}
