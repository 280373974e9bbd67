import { message } from '../../../core/l10n/message';
import { convertFilter } from '../../../core/spec/edit/convert-filter';
import type { ActionSite } from './code-actions';
import { entryOf, touches } from './selected';
import type { Refactoring } from './refactorings';

/** A filter as an expression, as a mapping: both compile to the same document. */
export function convertFilterHere(site: ActionSite): Refactoring[] {
  const entry = entryOf(site);
  const written = entry?.analysis.event?.filter;
  if (!entry || !written || !touches(site, entry.shift(written.range))) return [];
  const conversion = convertFilter(entry);
  if (!conversion) return [];
  const title =
    conversion.to === 'mapping'
      ? message('Write the filter as a mapping')
      : message('Write the filter as an expression');
  return [{ title, kind: 'refactor.rewrite', edits: conversion.edits }];
}
