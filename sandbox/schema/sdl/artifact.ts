/** Collections, versions, aliases, tags. */
export const artifactSdl = /* GraphQL */ `
  extend type Query {
    artifactCollection(id: ID!): ArtifactCollection
    artifact(id: ID!): Artifact
  }

  enum ArtifactCollectionType {
    PORTFOLIO
    SEQUENCE
  }
  enum ArtifactCollectionState {
    READY
    DELETED
  }
  enum ArtifactState {
    PENDING
    COMMITTED
    DELETED
  }
  enum ArtifactDigestAlgorithm {
    MANIFEST_MD5
    MANIFEST_XXH128
  }

  interface ArtifactCollection {
    id: ID!
    name: String!
    description: String
    state: ArtifactCollectionState!
    createdAt: DateTime!
    updatedAt: DateTime
    project: Project
    defaultArtifactType: ArtifactType!
    tags(first: Int, after: String): TagConnection!
    aliases(first: Int, after: String): ArtifactAliasConnection!
    artifacts(first: Int, after: String, order: String, filters: JSONString): VersionedArtifactConnection
    artifactMembership(aliasName: String!): ArtifactCollectionMembership
    triggers(first: Int, after: String): TriggerConnection!
    triggerExecutions(first: Int, after: String, filters: JSONString): TriggerExecutionConnection
      @feature(name: "triggerExecutions")
  }
  type ArtifactSequence implements ArtifactCollection {
    id: ID!
    name: String!
    description: String
    state: ArtifactCollectionState!
    createdAt: DateTime!
    updatedAt: DateTime
    project: Project
    defaultArtifactType: ArtifactType!
    tags(first: Int, after: String): TagConnection!
    aliases(first: Int, after: String): ArtifactAliasConnection!
    artifacts(first: Int, after: String, order: String, filters: JSONString): VersionedArtifactConnection
    artifactMembership(aliasName: String!): ArtifactCollectionMembership
    triggers(first: Int, after: String): TriggerConnection!
    triggerExecutions(first: Int, after: String, filters: JSONString): TriggerExecutionConnection
      @feature(name: "triggerExecutions")
    digestAlgorithm: ArtifactDigestAlgorithm
  }
  type ArtifactPortfolio implements ArtifactCollection {
    id: ID!
    name: String!
    description: String
    state: ArtifactCollectionState!
    createdAt: DateTime!
    updatedAt: DateTime
    project: Project
    defaultArtifactType: ArtifactType!
    tags(first: Int, after: String): TagConnection!
    aliases(first: Int, after: String): ArtifactAliasConnection!
    artifacts(first: Int, after: String, order: String, filters: JSONString): VersionedArtifactConnection
    artifactMembership(aliasName: String!): ArtifactCollectionMembership
    triggers(first: Int, after: String): TriggerConnection!
    triggerExecutions(first: Int, after: String, filters: JSONString): TriggerExecutionConnection
      @feature(name: "triggerExecutions")
  }
  type ArtifactCollectionEdge {
    node: ArtifactCollection
    cursor: String!
  }
  type ArtifactCollectionConnection {
    totalCount: Int! @feature(name: "collectionsFilteringSorting")
    edges: [ArtifactCollectionEdge!]!
    pageInfo: PageInfo!
  }

  type ArtifactType {
    id: ID!
    name: String!
    description: String
    createdAt: DateTime!
    artifactCollection(name: String!): ArtifactCollection
    artifactCollections(
      first: Int
      after: String
      filters: JSONString @feature(name: "collectionsFilteringSorting")
      order: String @feature(name: "collectionsFilteringSorting")
    ): ArtifactCollectionConnection
  }
  type ArtifactTypeEdge {
    node: ArtifactType
    cursor: String!
  }
  type ArtifactTypeConnection {
    edges: [ArtifactTypeEdge!]!
    pageInfo: PageInfo!
  }

  type Tag {
    id: ID!
    name: String!
  }
  type TagEdge {
    node: Tag!
    cursor: String!
  }
  type TagConnection {
    edges: [TagEdge!]!
    pageInfo: PageInfo!
  }

  type ArtifactAlias {
    id: ID!
    alias: String!
    artifactCollection: ArtifactCollection
  }
  type ArtifactAliasEdge {
    node: ArtifactAlias
    cursor: String!
  }
  type ArtifactAliasConnection {
    edges: [ArtifactAliasEdge!]!
    pageInfo: PageInfo!
  }

  type Artifact {
    id: ID!
    artifactSequence: ArtifactSequence!
    artifactType: ArtifactType!
    versionIndex: Int
    description: String
    metadata: JSONString
    tags: [Tag!]!
    "Of every collection that holds the version."
    aliases: [ArtifactAlias!]!
    state: ArtifactState!
    size: Int64!
    fileCount: Int64!
    digest: String!
    digestAlgorithm: ArtifactDigestAlgorithm
    commitHash: String
    historyStep: Int64
    ttlDurationSeconds: Int64!
    ttlIsInherited: Boolean!
    createdAt: DateTime!
    updatedAt: DateTime
    createdBy: ArtifactCreator
    artifactMemberships(first: Int, after: String): ArtifactCollectionMembershipConnection!
  }
  union ArtifactCreator = Run | User
  type ArtifactEdge {
    node: Artifact
    cursor: String!
  }
  type ArtifactConnection {
    totalCount: Int!
    edges: [ArtifactEdge!]!
    pageInfo: PageInfo!
  }
  type VersionedArtifactEdge {
    version: String!
    node: Artifact!
    cursor: String!
  }
  type VersionedArtifactConnection {
    totalCount: Int!
    edges: [VersionedArtifactEdge!]!
    pageInfo: PageInfo!
  }

  type ArtifactCollectionMembership {
    id: ID!
    versionIndex: Int
    createdAt: DateTime!
    aliases: [ArtifactAlias!]!
    artifactCollection: ArtifactCollection
    artifact: Artifact
  }
  type ArtifactCollectionMembershipEdge {
    node: ArtifactCollectionMembership
    cursor: String!
  }
  type ArtifactCollectionMembershipConnection {
    totalCount: Int!
    edges: [ArtifactCollectionMembershipEdge!]!
    pageInfo: PageInfo!
  }

  extend type Mutation {
    addAliases(input: AddAliasesInput!): SuccessPayload
    deleteAliases(input: DeleteAliasesInput!): SuccessPayload
    linkArtifact(input: LinkArtifactInput!): LinkArtifactPayload
    unlinkArtifact(input: UnlinkArtifactInput!): SuccessPayload
    updateArtifact(input: UpdateArtifactInput!): UpdateArtifactPayload
    updateArtifactSequence(input: UpdateArtifactSequenceInput!): UpdateArtifactCollectionPayload
    updateArtifactPortfolio(input: UpdateArtifactPortfolioInput!): UpdateArtifactCollectionPayload
    createArtifactCollectionTagAssignments(
      input: CreateArtifactCollectionTagAssignmentsInput!
    ): CreateArtifactCollectionTagAssignmentsPayload
    deleteArtifactCollectionTagAssignments(
      input: DeleteArtifactCollectionTagAssignmentsInput!
    ): SuccessPayload
  }
  input ArtifactTypeInput {
    name: String!
    description: String
  }
  input ArtifactAliasInput {
    artifactCollectionName: String!
    alias: String!
  }
  input ArtifactCollectionAliasInput {
    artifactCollectionName: String!
    alias: String!
    entityName: String!
    projectName: String!
  }
  input TagInput {
    tagName: String!
    tagCategoryName: String
    attributes: JSONString
  }
  input AddAliasesInput {
    artifactID: ID!
    aliases: [ArtifactCollectionAliasInput!]!
    clientMutationId: String
  }
  input DeleteAliasesInput {
    artifactID: ID!
    aliases: [ArtifactCollectionAliasInput!]!
    clientMutationId: String
  }
  input LinkArtifactInput {
    artifactID: ID
    clientID: ID
    artifactPortfolioID: ID
    artifactPortfolioName: String
    entityName: String
    projectName: String
    aliases: [ArtifactAliasInput!]
    clientMutationId: String
  }
  type LinkArtifactPayload {
    versionIndex: Int
    artifactMembership: ArtifactCollectionMembership
    clientMutationId: String
  }
  input UnlinkArtifactInput {
    artifactID: ID!
    artifactPortfolioID: ID!
    clientMutationId: String
  }
  input UpdateArtifactInput {
    artifactID: ID!
    description: String
    metadata: JSONString
    labels: JSONString
    aliases: [ArtifactAliasInput!]
    tagsToAdd: [TagInput!]
    tagsToDelete: [TagInput!]
    ttlDurationSeconds: Int64
    clientMutationId: String
  }
  input UpdateArtifactSequenceInput {
    artifactSequenceID: ID!
    name: String
    description: String
    clientMutationId: String
  }
  input UpdateArtifactPortfolioInput {
    artifactPortfolioID: ID!
    name: String
    description: String
    clientMutationId: String
  }
  type UpdateArtifactCollectionPayload {
    artifactCollection: ArtifactCollection!
    clientMutationId: String
  }
  type UpdateArtifactPayload {
    artifact: Artifact!
    clientMutationId: String
  }
  input CreateArtifactCollectionTagAssignmentsInput {
    entityName: String!
    projectName: String!
    artifactCollectionName: String!
    tags: [TagInput!]!
    clientMutationID: String
  }
  type CreateArtifactCollectionTagAssignmentsPayload {
    tags: [Tag!]!
  }
  input DeleteArtifactCollectionTagAssignmentsInput {
    entityName: String!
    projectName: String!
    artifactCollectionName: String!
    tags: [TagInput!]!
    clientMutationID: String
  }
`;
