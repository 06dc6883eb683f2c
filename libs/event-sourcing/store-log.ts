/** Where the store says what an operator should know. */
export interface StoreLog {
  warn(message: string): void;
}

export const processWarnings: StoreLog = {
  warn: (message) => process.emitWarning(message),
};
