import type { BranchEvents, Ending, Post } from '#branches/events.js';
import { tagged, type EntryRules } from './entry-rule.js';

const POST_NAMES: Readonly<Record<Post, { zh: string; en: string }>> = {
  secretary: { zh: '党支部书记', en: 'secretary' },
  'deputy-secretary': { zh: '党支部副书记', en: 'deputy secretary' },
  'committee-member': { zh: '支委', en: 'committee member' },
  clerk: { zh: '干事', en: 'clerk' },
};

/** In the history of the branch that ended and of those that take its place, each with the items that come to it. */
const ending = {
  kind: 'branch',
  branches: ({ data }: { readonly data: Ending }): readonly string[] => [data.code, ...data.successors],
  finds: ({ documentNumber }: Ending): readonly string[] => [documentNumber],
  own: <Data extends Ending>(data: Data, branch: string): Data =>
    branch === data.code ? data : { ...data, items: data.items.filter(({ successor }) => successor === branch) },
} as const;

const passedOn = ({ items }: Ending) => ({
  zh: items.length === 0 ? '' : `，移交未结事项${String(items.length)}项`,
  en: items.length === 0 ? '' : `; open items passed on: ${String(items.length)}`,
});

export const branchEntries: EntryRules<BranchEvents> = {
  BranchEstablished: {
    kind: 'branch',
    branches: tagged,
    finds: ({ name }) => [name],
    zh: ({ name }) => `设立${name}`,
    en: ({ name }) => `Branch established: ${name}`,
  },
  BranchRenamed: {
    kind: 'branch',
    branches: tagged,
    finds: ({ name, formerName }) => [name, formerName],
    zh: ({ name, formerName }) => `${formerName}更名为${name}`,
    en: ({ name, formerName }) => `Renamed from ${formerName} to ${name}`,
  },
  OfficeHolderAppointed: {
    kind: 'post',
    branches: tagged,
    zh: ({ post, acting, from }) => `${POST_NAMES[post].zh}${acting ? '由代理主持人担任' : '到任'}，自${from}起`,
    en: ({ post, acting, from }) => `${acting ? 'Acting ' : 'New '}${POST_NAMES[post].en} from ${from}`,
  },
  OfficeHolderReleased: {
    kind: 'post',
    branches: tagged,
    zh: ({ post, until }) => `${POST_NAMES[post].zh}离任，至${until}止`,
    en: ({ post, until }) => `The ${POST_NAMES[post].en} left the post; last day ${until}`,
  },
  HandoverRecorded: {
    kind: 'post',
    branches: tagged,
    zh: ({ post, items }) => `${POST_NAMES[post].zh}交接，确认未结事项${String(items.length)}项`,
    en: ({ post, items }) => `Handover of the ${POST_NAMES[post].en}; open items acknowledged: ${String(items.length)}`,
  },
  BranchMerged: {
    ...ending,
    zh: (data) => `党支部${data.code}并入党支部${data.mainSuccessor}（${data.documentNumber}）${passedOn(data).zh}`,
    en: (data) => `Branch ${data.code} merged into ${data.mainSuccessor} (${data.documentNumber})${passedOn(data).en}`,
  },
  BranchSplit: {
    ...ending,
    zh: (data) =>
      `党支部${data.code}分设为党支部${data.successors.join('、')}（${data.documentNumber}）${passedOn(data).zh}`,
    en: (data) =>
      `Branch ${data.code} split into ${data.successors.join(', ')} (${data.documentNumber})${passedOn(data).en}`,
  },
  BranchDissolved: {
    ...ending,
    zh: (data) =>
      `撤销党支部${data.code}（${data.documentNumber}）${passedOn(data).zh}${data.reason === undefined ? '' : `：${data.reason.text}`}`,
    en: (data) =>
      `Branch ${data.code} dissolved (${data.documentNumber})${passedOn(data).en}${data.reason === undefined ? '' : `: ${data.reason.text}`}`,
  },
};
