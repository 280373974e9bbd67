import { faultsSchema } from '../../faults';
import { readAs } from './read';
import type { Routes } from './router';

/** Seeing what happened, and having things go wrong. */
export const controlRoutes: Routes = {
  /** Newest last. */
  'GET /sandbox/slack': ({ world: { store } }) => ({ messages: [...store.slackMessages.values()] }),

  /** Newest last. */
  'GET /sandbox/executions': ({ world: { store } }) => ({ executions: [...store.executions.values()] }),

  /** What automations made of what they wait for, oldest first: why something fired, or didn't. */
  'GET /sandbox/decisions': ({ world: { hooks } }) => ({ decisions: hooks.decisions() }),

  'POST /sandbox/faults': ({ setFaults }, { body }) => {
    setFaults(readAs(faultsSchema, body));
  },

  'POST /sandbox/reset': ({ reset }) => reset(),
};
