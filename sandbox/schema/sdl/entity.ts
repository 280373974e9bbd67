/** Users, entities, organizations. */
export const entitySdl = /* GraphQL */ `
  extend type Query {
    viewer: User
    entity(name: String): Entity
    organization(name: String!): Organization
    users(query: String, first: Int, after: String): UserConnection
  }

  type User {
    id: ID!
    name: String!
    username: String
    email: String
    photoUrl: String
    admin: Boolean
    "JSON in a string."
    flags: String
    "Name of the default entity."
    entity: String
    defaultEntity: Entity
    accountType: String
    deletedAt: DateTime
    "Only for clients of W&B itself."
    apiKeys: ApiKeyConnection
    teams(first: Int, after: String): EntityConnection
    organizations: [Organization!]!
    projects(first: Int, after: String, order: String, filters: JSONString): ProjectConnection
    triggers(first: Int, after: String, order: String, filters: JSONString): TriggerConnection
      @feature(name: "userTriggers")
  }

  type ApiKey {
    id: ID!
    name: String!
    description: String
  }
  type ApiKeyEdge {
    node: ApiKey
    cursor: String!
  }
  type ApiKeyConnection {
    edges: [ApiKeyEdge!]!
    pageInfo: PageInfo!
  }

  type UserEdge {
    node: User
    cursor: String!
  }
  type UserConnection {
    edges: [UserEdge!]!
    pageInfo: PageInfo!
  }

  type Entity {
    id: ID!
    name: String!
    available: Boolean
    photoUrl: String
    readOnly: Boolean
    readOnlyAdmin: Boolean
    isTeam: Boolean!
    entityType: String
    privateOnly: Boolean
    storageBytes: Int64
    codeSavingEnabled: Boolean
    defaultAccess: String
    isPaid: Boolean
    xxhashDigestsEnabled: Boolean
    members: [Member!]!
    organization: Organization
    user: User
    rateLimits: RateLimits
    protectedAliases: [String!]!
    secrets: [Secret!]!
    project(name: String): Project
    projects(first: Int, after: String, order: String, filters: JSONString): ProjectConnection
    integrations(first: Int, after: String): IntegrationConnection
    triggers(first: Int, after: String, order: String, filters: JSONString): TriggerConnection
      @feature(name: "entityTriggers")
    artifactCollections(
      projectFilters: JSONString
      filters: JSONString
      collectionTypes: [ArtifactCollectionType!]
      first: Int
      after: String
      order: String
    ): ArtifactCollectionConnection @feature(name: "registrySearch")
    artifactMemberships(
      projectFilters: JSONString
      collectionFilters: JSONString
      filters: JSONString
      first: Int
      after: String
      order: String
    ): ArtifactCollectionMembershipConnection @feature(name: "registrySearch")
  }
  type EntityEdge {
    node: Entity
    cursor: String!
  }
  type EntityConnection {
    totalCount: Int!
    edges: [EntityEdge!]!
    pageInfo: PageInfo!
  }

  type Member {
    id: ID!
    admin: Boolean
    role: String
    pending: Boolean
    email: String
    username: String
    name: String
    photoUrl: String
    accountType: String
    apiKey: String
  }

  type Secret {
    name: String!
    createdAt: DateTime!
  }

  type RateLimits {
    graphql: Int
    sdkGraphql: Int
    filestreamCount: Float
    filestreamSize: Int
  }

  type Organization {
    id: ID!
    name: String!
    orgEntity: Entity
    teams: [Entity!]!
    featureFlags(rampIDType: RampIDType!): [RampFeatureFlag!]! @feature(name: "organizationFeatureFlags")
    advancedRegistryFeatures: AdvancedRegistryFeatures @feature(name: "collectionsFilteringSorting")
    coreWeaveOrganizationId: String
    triggers(first: Int, after: String, order: String, filters: JSONString): TriggerConnection
      @feature(name: "organizationTriggers")
  }

  enum RampIDType {
    OrgName
    EntityName
    Username
  }

  type RampFeatureFlag {
    rampKey: String!
    isEnabled: Boolean!
  }

  type AdvancedRegistryFeatures @feature(name: "collectionsFilteringSorting") {
    advancedSearch: Boolean
  }

  extend type Mutation {
    insertSecret(input: InsertSecretInput!): SuccessPayload
    deleteSecret(input: DeleteSecretInput!): SuccessPayload
  }
  input InsertSecretInput {
    entityName: String!
    secretName: String!
    secretValue: String!
    clientMutationId: String
  }
  input DeleteSecretInput {
    entityName: String!
    secretName: String!
    clientMutationId: String
  }
  type SuccessPayload {
    success: Boolean!
    clientMutationId: String
  }
`;
