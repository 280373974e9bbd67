/** Automations (triggers) and the integrations that their actions use. */
export const automationSdl = /* GraphQL */ `
  extend type Query {
    triggers(first: Int, after: String, filters: JSONString): TriggerConnection @feature(name: "rootTriggers")
  }

  enum EventTriggeringConditionType {
    CREATE_ARTIFACT
    LINK_MODEL
    ADD_ARTIFACT_ALIAS
    UPDATE_ARTIFACT_ALIAS
    ADD_ARTIFACT_TAG @feature(name: "addArtifactTag")
    REMOVE_ARTIFACT_TAG @feature(name: "removeArtifactTag")
    ADD_COLLECTION_TAG @feature(name: "addCollectionTag")
    REMOVE_COLLECTION_TAG @feature(name: "removeCollectionTag")
    UNLINK_ARTIFACT @feature(name: "unlinkArtifact")
    RUN_METRIC @feature(name: "runMetric")
    RUN_METRIC_CHANGE @feature(name: "runMetricChange")
    RUN_METRIC_ZSCORE @feature(name: "runMetricZScore")
    RUN_STATE @feature(name: "runState")
    WEAVE_METRIC_THRESHOLD @feature(name: "weaveMetricThreshold")
  }
  enum TriggerScopeType {
    PROJECT
    ARTIFACT_COLLECTION
    ENTITY @feature(name: "entityScope")
  }
  enum TriggeredActionType {
    NOTIFICATION
    GENERIC_WEBHOOK
    QUEUE_JOB
    NO_OP @feature(name: "noOp")
    PUSH_NOTIFICATION @feature(name: "pushNotification")
    ARIA @feature(name: "aria")
  }
  enum AlertSeverity {
    INFO
    WARN
    ERROR
  }

  type Trigger {
    id: ID!
    name: String!
    description: String
    enabled: Boolean!
    createdAt: DateTime!
    updatedAt: DateTime
    createdBy: User
    lastExecutedAt: DateTime @feature(name: "lastExecutedAt")
    scope: TriggerScope!
    triggeringCondition: TriggeringCondition!
    triggeredAction: TriggeredAction!
  }
  type TriggerEdge {
    node: Trigger
    cursor: String!
  }
  type TriggerConnection {
    totalCount: Int!
    edges: [TriggerEdge!]!
    pageInfo: PageInfo!
  }

  union TriggerScope = Project | ArtifactSequence | ArtifactPortfolio | Entity
  union TriggeringCondition = FilterEventTriggeringCondition
  type FilterEventTriggeringCondition {
    eventType: EventTriggeringConditionType!
    filter: String!
  }

  union TriggeredAction =
    | NotificationTriggeredAction
    | GenericWebhookTriggeredAction
    | QueueJobTriggeredAction
    | NoOpTriggeredAction
    | PushNotificationTriggeredAction
    | ARIATriggeredAction
  type NotificationTriggeredAction {
    integration: Integration!
    title: String
    message: String
    severity: AlertSeverity
  }
  type GenericWebhookTriggeredAction {
    integration: Integration!
    requestPayload: String
  }
  type QueueJobTriggeredAction {
    queue: RunQueue
    template: String!
  }
  type NoOpTriggeredAction @feature(name: "noOp") {
    noOp: Boolean
  }
  type PushNotificationTriggeredAction @feature(name: "pushNotification") {
    user: User
    title: String
    body: String
  }
  type ARIATriggeredAction @feature(name: "aria") {
    prompt: String!
  }
  type RunQueue {
    id: ID!
    name: String!
  }

  interface Integration {
    id: ID!
    createdAt: DateTime!
  }
  type SlackIntegration implements Integration {
    id: ID!
    createdAt: DateTime!
    "The Slack workspace."
    teamName: String!
    channelName: String!
  }
  type GenericWebhookIntegration implements Integration {
    id: ID!
    createdAt: DateTime!
    name: String!
    urlEndpoint: String!
    accessTokenRef: String
    secretRef: String
  }
  type GitHubOAuthIntegration implements Integration {
    id: ID!
    createdAt: DateTime!
  }
  type IntegrationEdge {
    node: Integration
    cursor: String!
  }
  type IntegrationConnection {
    edges: [IntegrationEdge!]!
    pageInfo: PageInfo!
  }

  type Mutation {
    createFilterTrigger(input: CreateFilterTriggerInput!): FilterTriggerPayload
    updateFilterTrigger(input: UpdateFilterTriggerInput!): FilterTriggerPayload
    deleteTrigger(input: DeleteTriggerInput!): SuccessPayload
    createGenericWebhookIntegration(
      input: CreateGenericWebhookIntegrationInput!
    ): GenericWebhookIntegrationPayload
    updateGenericWebhookIntegration(
      input: UpdateGenericWebhookIntegrationInput!
    ): GenericWebhookIntegrationPayload
    deleteIntegration(input: DeleteIntegrationInput!): SuccessPayload
    testGenericWebhookIntegration(
      input: TestGenericWebhookIntegrationInput!
    ): TestGenericWebhookIntegrationPayload
  }

  input CreateFilterTriggerInput {
    name: String!
    description: String
    enabled: Boolean!
    scopeType: TriggerScopeType!
    scopeID: ID!
    triggeringEventType: EventTriggeringConditionType!
    eventFilter: JSONString!
    triggeredActionType: TriggeredActionType!
    triggeredActionConfig: TriggeredActionConfig!
    clientMutationId: String
  }
  input UpdateFilterTriggerInput {
    id: ID!
    name: String
    description: String
    enabled: Boolean
    scopeType: TriggerScopeType
    scopeID: ID
    triggeringEventType: EventTriggeringConditionType
    eventFilter: JSONString
    triggeredActionType: TriggeredActionType
    triggeredActionConfig: TriggeredActionConfig
    clientMutationId: String
  }
  input TriggeredActionConfig {
    notificationActionInput: NotificationActionInput
    genericWebhookActionInput: GenericWebhookActionInput
    queueJobActionInput: QueueJobActionInput
    noOpActionInput: NoOpTriggeredActionInput @feature(name: "noOp")
    pushNotificationActionInput: PushNotificationActionInput @feature(name: "pushNotification")
    ariaActionInput: ARIAActionInput @feature(name: "aria")
  }
  input NotificationActionInput {
    integrationID: ID!
    title: String
    message: String
    severity: AlertSeverity
  }
  input GenericWebhookActionInput {
    integrationID: ID!
    requestPayload: JSONString
  }
  input QueueJobActionInput {
    queueID: ID!
    template: JSONString!
  }
  input NoOpTriggeredActionInput @feature(name: "noOp") {
    noOp: Boolean
  }
  input PushNotificationActionInput @feature(name: "pushNotification") {
    userID: ID!
    title: String
    body: String
  }
  input ARIAActionInput @feature(name: "aria") {
    prompt: String!
  }
  type FilterTriggerPayload {
    trigger: Trigger
    clientMutationId: String
  }
  input DeleteTriggerInput {
    triggerID: ID!
    clientMutationId: String
  }

  input CreateGenericWebhookIntegrationInput {
    entityName: String!
    name: String!
    urlEndpoint: String!
    accessTokenRef: String
    secretRef: String
    clientMutationId: String
  }
  input UpdateGenericWebhookIntegrationInput {
    id: ID!
    name: String
    urlEndpoint: String
    accessTokenRef: String
    secretRef: String
    clientMutationId: String
  }
  type GenericWebhookIntegrationPayload {
    integration: Integration
    clientMutationId: String
  }
  input DeleteIntegrationInput {
    id: ID!
    clientMutationId: String
  }
  input TestGenericWebhookIntegrationInput {
    entityName: String!
    urlEndpoint: String!
    accessTokenRef: String
    secretRef: String
    requestPayload: JSONString
    clientMutationID: String
  }
  type TestGenericWebhookIntegrationPayload {
    ok: Boolean!
    response: JSONString!
    clientMutationID: String
  }
`;
