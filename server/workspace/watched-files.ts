import type { FileSystemWatcher } from 'vscode-languageserver/node';
import { configFileName, lockFileName } from '../../core/spec/file-kind';

/** Files whose changes on the disk matter while they aren't open. */
export const watchedFiles: FileSystemWatcher[] = [
  '**/*.automation.{yaml,yml}',
  '**/*.automation.test.{yaml,yml}',
  `**/${configFileName}`,
  `**/${lockFileName}`,
].map((globPattern) => ({ globPattern }));
