import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** After one of these a call that did not take more either does, or never will. */
const WAKING = ['drain', 'cancelled', 'close', 'finish'];

/** Waits where the reader is slower. False: nobody reads any more. */
export async function send(call: ReadCall, message: ReadResp): Promise<boolean> {
  if (call.cancelled || call.destroyed || call.writableEnded) return false;
  if (call.write(message)) return true;
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      for (const event of WAKING) call.off(event, goOn);
      resolve();
    };
    for (const event of WAKING) call.once(event, goOn);
  });
  return !call.cancelled;
}
