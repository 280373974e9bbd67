/** Kinds that the server has; those of the source are asked for by themselves, on save for instance. */
export const actionKinds = [
  'quickfix',
  'refactor.rewrite',
  'refactor.extract',
  'refactor.inline',
  'refactor.move',
  'source.fixAll.wandbAutomations',
  'source.organize.wandbAutomations',
];
