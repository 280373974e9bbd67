/** `triggeredActionConfig`: one member, named by the action's type. */
export type TriggeredActionConfig =
  | {
      readonly notificationActionInput: {
        /** Null while the name is not looked up. */
        readonly integrationID: string | null;
        readonly title: string;
        readonly message: string;
        readonly severity: string;
      };
    }
  | {
      readonly genericWebhookActionInput: {
        readonly integrationID: string | null;
        /** JSON text. */
        readonly requestPayload?: string;
      };
    }
  | { readonly noOpActionInput: { readonly noOp: true } }
  | { readonly ariaActionInput: { readonly prompt: string } };

/**
 * What `createFilterTrigger` takes, with exactly the members that W&B's SDK 0.30 sends. Ids are null while names are not
 * looked up: such an input must not be sent.
 */
export interface CreateFilterTriggerInput {
  readonly name: string;
  readonly description?: string;
  readonly enabled: boolean;
  readonly scopeType: string;
  readonly scopeID: string | null;
  readonly triggeringEventType: string;
  /** JSON text. */
  readonly eventFilter: string;
  readonly triggeredActionType: string;
  readonly triggeredActionConfig: TriggeredActionConfig;
}

/** What `updateFilterTrigger` takes. Members that are left out keep their value. */
export type UpdateFilterTriggerInput = { readonly id: string } & Partial<CreateFilterTriggerInput>;

/** Ids that were found for names, see `Reference`. */
export interface ResolvedIds {
  readonly scopeID?: string;
  readonly integrationID?: string;
}
