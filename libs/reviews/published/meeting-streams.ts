import { parseItem } from '#text/item-number.js';
import { reportStream, reviewStream } from '../events.js';

/** The streams of the meeting in which something may be said of a problem, goal or requirement. */
export const meetingStreams = (id: string): readonly string[] => {
  const item = parseItem(id);
  if (item === undefined || !['review', 'common', 'goal', 'requirement'].includes(item.sort)) return [];
  const { year, branch } = item;
  return [reviewStream(year), ...(branch === undefined ? [] : [reportStream(year, branch)])];
};
