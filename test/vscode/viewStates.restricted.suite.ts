import { viewStatesIn } from './support/viewStates';

viewStatesIn('restricted');
