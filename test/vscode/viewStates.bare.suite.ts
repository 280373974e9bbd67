import { viewStatesIn } from './support/viewStates';

viewStatesIn('empty');
