export const READS = Symbol('reads');
