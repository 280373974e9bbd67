/** Scalars and what every connection is made of. */
export const commonSdl = /* GraphQL */ `
  "JSON in a string."
  scalar JSONString
  "Any JSON value."
  scalar JSON
  scalar DateTime
  scalar Int64

  type PageInfo {
    endCursor: String
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
  }

  type Query {
    serverInfo: ServerInfo
  }

  type ServerInfo {
    features: [ServerFeature!]!
    cliVersionInfo: JSON
    latestLocalVersionInfo: LocalVersionInfo
  }

  type ServerFeature {
    name: String!
    isEnabled: Boolean!
  }

  type LocalVersionInfo {
    outOfDate: Boolean!
    latestVersionString: String!
    versionOnThisInstanceString: String!
  }
`;
