import type { Decision } from '../../core/simulate/decision';
import { explainDecision, explainLeaf } from '../../core/simulate/explain';
import type { PredicateReading } from '../../core/simulate/predicateModel';
import { renderMessage } from '../../core/l10n/message';
import type { DecisionRecord } from '../hooks';
import type { Id } from '../store/ids';
import type { Trigger } from '../store/records';
import { timestamp } from '../world/world';

/** How many are remembered; the oldest are forgotten first. */
const most = 1000;

/** What it was about: a run, or a collection. */
export interface DecisionSubject {
  readonly id: Id;
  /** As people call it: `my-team/finetune/llm-lora-r8`. */
  readonly path: string;
}

type Made = Pick<DecisionRecord, 'outcome' | 'because' | 'reasons'>;

/** Remembers what automations made of what they wait for, so that one can see why nothing fired. */
export class Decisions {
  private readonly records = new Map<string, DecisionRecord>();

  constructor(private readonly now: () => number) {}

  /** Oldest first. */
  all(): readonly DecisionRecord[] {
    return [...this.records.values()];
  }

  /** About a run. That a condition simply doesn't hold is the rule, and not worth a record. */
  noteRun(trigger: Trigger, subject: DecisionSubject, decision: Decision): void {
    const because = decision.outcome === 'silent' ? decision.because : null;
    if (because === 'condition' || because === 'not-counted') return;
    const reasons = explainDecision(decision).map((reason) => renderMessage(reason));
    this.note(trigger, subject, { outcome: decision.outcome, because, reasons });
  }

  /** About an event of an artifact or collection, which only has a filter to decide by. */
  noteArtifact(trigger: Trigger, subject: DecisionSubject, { verdict, leaves }: PredicateReading): void {
    const reasons = leaves.map((leaf) => renderMessage(explainLeaf(leaf)));
    if (verdict === 'yes') this.note(trigger, subject, { outcome: 'fires', because: null, reasons });
    else if (verdict === 'no') this.note(trigger, subject, { outcome: 'silent', because: 'filter', reasons });
    else if (reasons.length > 0)
      this.note(trigger, subject, { outcome: 'undecided', because: null, reasons });
    else this.noteUnreadable(trigger, subject);
  }

  /** The automation's filter isn't of a form that anybody knows. */
  noteUnreadable(trigger: Trigger, subject: DecisionSubject): void {
    const reasons = [`Can’t tell: the filter has no form that is known: ${trigger.filter.slice(0, 200)}`];
    this.note(trigger, subject, { outcome: 'undecided', because: 'unreadable', reasons });
  }

  clear(): void {
    this.records.clear();
  }

  private note(trigger: Trigger, { id, path }: DecisionSubject, made: Made): void {
    const key = JSON.stringify([trigger.id, id, made.outcome, made.because]);
    const times = (this.records.get(key)?.times ?? 0) + 1;
    this.records.delete(key);
    this.records.set(key, {
      triggerId: trigger.id,
      triggerName: trigger.name,
      eventType: trigger.eventType,
      subject: path,
      ...made,
      times,
      lastAt: timestamp(this.now()),
    });
    const [oldest] = this.records.keys();
    if (this.records.size > most && oldest !== undefined) this.records.delete(oldest);
  }
}
