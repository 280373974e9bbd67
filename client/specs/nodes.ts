import type * as vscode from 'vscode';
import type { CompiledProblem, LensTarget, SpecFile, SpecFileAutomation } from '../../core/protocol';

/** A row of the Specs view. */
export type SpecNode = FolderNode | FileNode | AutomationNode | ProblemNode;

export interface FolderNode {
  readonly kind: 'folder';
  /** Undefined: what is in none of the workspace's folders. */
  readonly folder: vscode.WorkspaceFolder | undefined;
}

export interface FileNode {
  readonly kind: 'file';
  readonly file: SpecFile;
}

/** Commands take it for the lens over the automation. */
export interface AutomationNode extends LensTarget {
  readonly kind: 'automation';
  readonly file: SpecFile;
  readonly automation: SpecFileAutomation;
  /** Unique in the file, and the same as long as names and their order are. */
  readonly key: string;
}

export interface ProblemNode {
  readonly kind: 'problem';
  readonly parent: FileNode | AutomationNode;
  readonly problem: CompiledProblem;
  /** Among those of its parent. */
  readonly index: number;
}

/** The automations of a file as rows. */
export function automationNodes(file: SpecFile): readonly AutomationNode[] {
  const seen = new Map<string, number>();
  return file.automations.map((automation) => {
    const { name, scopeIndex, selectionRange } = automation;
    const identity = `${name} ${scopeIndex ?? ''}`;
    const times = seen.get(identity) ?? 0;
    seen.set(identity, times + 1);
    const key = `${identity} ${times}`;
    return { kind: 'automation', file, automation, key, uri: file.uri, position: selectionRange.start, name };
  });
}

/** Menus hand over rows, and anybody may call a command with anything. */
export const isSpecAutomation = (value: unknown): value is AutomationNode =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'automation';
