/** Execution history: schema of November 2025, server 0.75 or newer. */
export const executionSdl = /* GraphQL */ `
  extend type Query {
    triggerExecutions(triggerID: ID!, first: Int, after: String): TriggerExecutionConnection
      @feature(name: "triggerExecutions")
  }

  enum TriggerExecutionState @feature(name: "triggerExecutions") {
    PENDING
    FINISHED
    FAILED
    "The product shows the status; the value's name is a guess."
    SKIPPED
  }
  enum TriggerResultType @feature(name: "triggerExecutions") {
    DEFAULT
    HTTP_RESPONSE
    QUEUE_JOB
  }

  type TriggerExecution @feature(name: "triggerExecutions") {
    id: ID!
    triggerID: ID
    "At the time of firing."
    triggerName: String!
    createdAt: DateTime!
    state: TriggerExecutionState!
    scope: TriggerScope
    event: TriggerExecutionEvent
    action: TriggerExecutionAction
    result: TriggerExecutionResult
  }
  type TriggerExecutionEdge @feature(name: "triggerExecutions") {
    node: TriggerExecution
    cursor: String!
  }
  type TriggerExecutionConnection @feature(name: "triggerExecutions") {
    totalCount: Int!
    edges: [TriggerExecutionEdge!]!
    pageInfo: PageInfo!
  }

  type TriggerExecutionEvent @feature(name: "triggerExecutions") {
    eventType: EventTriggeringConditionType!
    data: TriggerEventDetails
  }
  union TriggerEventDetails =
    | ArtifactEventDetails
    | ArtifactAliasEventDetails
    | ArtifactTagEventDetails
    | RunMetricEventDetails
    | RunStateEventDetails
  type ArtifactEventDetails @feature(name: "triggerExecutions") {
    artifactMetadata: JSONString
    artifactVersionIndex: Int
    artifactCollectionName: String
    projectName: String
    entityName: String
  }
  type ArtifactAliasEventDetails @feature(name: "triggerExecutions") {
    artifactMetadata: JSONString
    artifactVersionIndex: Int
    artifactCollectionName: String
    projectName: String
    entityName: String
    alias: String
  }
  type ArtifactTagEventDetails @feature(name: "triggerExecutions") {
    artifactMetadata: JSONString
    artifactVersionIndex: Int
    artifactCollectionName: String
    projectName: String
    entityName: String
    tag: String
  }
  type RunMetricEventDetails @feature(name: "triggerExecutions") {
    runName: String
    projectName: String
    entityName: String
    metricName: String
    metricValues: [Float!]
  }
  type RunStateEventDetails @feature(name: "triggerExecutions") {
    runName: String
    projectName: String
    entityName: String
    newRunState: String
  }

  type TriggerExecutionAction @feature(name: "triggerExecutions") {
    actionType: TriggeredActionType!
    data: TriggerActionDetails
  }
  union TriggerActionDetails =
    | QueueJobActionArgs
    | SlackNotificationActionArgs
    | GenericWebhookActionArgs
    | NoOpActionArgs
  type QueueJobActionArgs @feature(name: "triggerExecutions") {
    runSpec: JSONString
    priority: Int
  }
  type SlackNotificationActionArgs @feature(name: "triggerExecutions") {
    title: String
    titleURL: String
    text: String
    severity: AlertSeverity
    integration: Integration
  }
  type GenericWebhookActionArgs @feature(name: "triggerExecutions") {
    requestPayload: String
    integration: Integration
  }
  type NoOpActionArgs @feature(name: "triggerExecutions") {
    noOp: Boolean
  }

  type TriggerExecutionResult @feature(name: "triggerExecutions") {
    resultType: TriggerResultType!
    data: TriggerResultDetails
  }
  union TriggerResultDetails =
    | DefaultTriggerResultDetails
    | HttpTriggerResultDetails
    | QueuedJobTriggerResultDetails
  type TriggerResultError @feature(name: "triggerExecutions") {
    message: String!
  }
  type DefaultTriggerResultDetails @feature(name: "triggerExecutions") {
    error: TriggerResultError
  }
  type HttpTriggerResultDetails @feature(name: "triggerExecutions") {
    error: TriggerResultError
    status: String
    statusCode: Int
    body: String
  }
  type QueuedJobTriggerResultDetails @feature(name: "triggerExecutions") {
    error: TriggerResultError
    runQueueItemID: ID
  }
`;
