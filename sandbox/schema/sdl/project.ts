/** Projects (registries among them) and runs. */
export const projectSdl = /* GraphQL */ `
  extend type Query {
    "Projects of an entity."
    models(
      entityName: String
      first: Int
      after: String
      order: String
      filters: JSONString
    ): ProjectConnection
    project(name: String, entityName: String): Project
    "The old name of project, still asked for when a run begins."
    model(name: String, entityName: String): Project
  }

  type Project {
    id: ID!
    internalId: ID!
    name: String!
    entityName: String!
    entity: Entity!
    description: String
    access: String
    views: JSONString
    createdAt: DateTime!
    updatedAt: DateTime
    isBenchmark: Boolean!
    readOnly: Boolean
    user: User
    members: [ProjectMember!]!
    teamMembers: [ProjectTeamMember!]!
    rateLimits: RateLimits
    runCount(filters: JSONString): Int!
    run(name: String!): Run
    "The old name of run."
    bucket(name: String!, missingOk: Boolean): Run
    runs(first: Int, after: String, order: String, filters: JSONString): RunConnection
    fields(first: Int, after: String, pattern: String): ProjectFieldConnection
    triggers: [Trigger!]!
    triggerExecutions(
      projectOnly: Boolean
      first: Int
      after: String
      filters: JSONString
    ): TriggerExecutionConnection @feature(name: "triggerExecutions")
    allowAllArtifactTypesInRegistry: Boolean!
    artifactTypes(includeAll: Boolean, first: Int, after: String): ArtifactTypeConnection!
    artifactType(name: String!): ArtifactType
    artifactCollections(
      first: Int
      after: String
      filters: JSONString @feature(name: "collectionsFilteringSorting")
      order: String @feature(name: "collectionsFilteringSorting")
    ): ArtifactCollectionConnection
    artifactCollection(name: String!): ArtifactCollection
    artifactCollectionMembership(name: String!): ArtifactCollectionMembership
    artifact(name: String!): Artifact
  }
  type ProjectEdge {
    node: Project
    cursor: String!
  }
  type ProjectConnection {
    totalCount: Int!
    edges: [ProjectEdge!]!
    pageInfo: PageInfo!
  }

  type ProjectMember {
    id: ID!
    name: String
    username: String
    email: String
    role: Role!
  }
  type ProjectTeamMember {
    team: Entity!
    role: Role!
  }
  type Role {
    name: String!
  }

  type ProjectField {
    path: String!
    type: String!
  }
  type ProjectFieldEdge {
    node: ProjectField
    cursor: String!
  }
  type ProjectFieldConnection {
    edges: [ProjectFieldEdge!]!
    pageInfo: PageInfo!
  }

  type Run {
    id: ID!
    "Unique in its project."
    name: String!
    displayName: String
    projectId: Int!
    project: Project!
    user: User
    state: String
    sweepName: String
    group: String
    jobType: String
    host: String
    commit: String
    description: String
    notes: String
    tags: [String!]
    readOnly: Boolean
    createdAt: DateTime!
    heartbeatAt: DateTime
    config(keys: [String!]): JSONString
    summaryMetrics(keys: [String!]): JSONString
    systemMetrics: JSONString
    historyKeys: JSON
    historyLineCount: Int
    eventsLineCount: Int
    logLineCount: Int
    "The last row of each, as a JSON list of JSON strings."
    historyTail: JSONString
    eventsTail: JSONString
    "What the SDK keeps of itself in the config."
    wandbConfig(keys: [String!]): JSONString
    "Rows as JSON strings."
    history(samples: Int, minStep: Int64, maxStep: Int64): [String!]!
    "Rows of the system metrics as JSON strings."
    events(samples: Int): [String!]!
    sampledHistory(specs: [JSONString!]!): [JSON!]!
    parquetHistory(liveKeys: [String!]!): ParquetHistory
    outputArtifacts(first: Int, after: String): ArtifactConnection
    inputArtifacts(first: Int, after: String): ArtifactConnection
  }
  type RunEdge {
    node: Run!
    cursor: String!
  }
  type RunConnection {
    totalCount: Int!
    historyKeys: JSON
    edges: [RunEdge!]!
    pageInfo: PageInfo!
  }
  type ParquetHistory {
    parquetUrls: [String!]!
    liveData: [JSON!]!
  }

  extend type Mutation {
    upsertModel(input: UpsertModelInput!): UpsertModelPayload
    upsertBucket(input: UpsertBucketInput!): UpsertBucketPayload
    updateRunState(input: UpdateRunStateInput!): SuccessPayload
    createRunFiles(input: CreateRunFilesInput!): CreateRunFilesPayload
    markRunFilesUploaded(input: MarkRunFilesUploadedInput!): SuccessPayload
  }
  input UpsertModelInput {
    id: String
    name: String
    entityName: String
    description: String
    access: String
    isBenchmark: Boolean
    views: JSONString
    allowAllArtifactTypesInRegistry: Boolean
    artifactTypes: [ArtifactTypeInput!]
    clientMutationId: String
  }
  type UpsertModelPayload {
    project: Project
    model: Project
    inserted: Boolean
    clientMutationId: String
  }
  input UpsertBucketInput {
    id: String
    name: String
    modelName: String
    entityName: String
    displayName: String
    description: String
    notes: String
    groupName: String
    jobType: String
    state: String
    tags: [String!]
    config: JSONString
    summaryMetrics: JSONString
    host: String
    commit: String
    debug: Boolean
    jobProgram: String
    jobRepo: String
    sweep: String
    clientMutationId: String
  }
  type UpsertBucketPayload {
    bucket: Run
    inserted: Boolean
    clientMutationId: String
  }
  input CreateRunFilesInput {
    entityName: String!
    projectName: String!
    runName: String!
    files: [String!]!
    clientMutationId: String
  }
  type CreateRunFilesPayload {
    runID: ID!
    uploadHeaders: [String!]!
    files: [RunFile!]!
  }
  type RunFile {
    name: String!
    uploadUrl: String
  }
  input MarkRunFilesUploadedInput {
    entityName: String!
    projectName: String!
    runName: String!
    files: [String!]!
    clientMutationId: String
  }
  input UpdateRunStateInput {
    id: ID!
    state: String!
    clientMutationId: String
  }
`;
