import * as vscode from 'vscode';

/** Extensions that VS Code starts by itself have done so: what they take of the same process is none of our start. */
export async function othersStarted(): Promise<void> {
  const eager = vscode.extensions.all.filter(({ packageJSON }) =>
    (packageJSON as { readonly activationEvents?: readonly string[] }).activationEvents?.some(
      (event) => event === '*' || event === 'onStartupFinished',
    ),
  );
  await Promise.all(eager.map((extension) => extension.activate()));
}
