/** A point in time as the server writes it, which leaves out the zone and means UTC. Undefined for what is no time. */
export function serverTime(timestamp: string): Date | undefined {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(timestamp) ? timestamp : `${timestamp}Z`;
  const date = new Date(zoned);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
