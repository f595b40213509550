/** A time as it stands in the database: ISO 8601 in UTC with milliseconds. */
export type Timestamp = string;
