import type { BranchEvents, Post } from '#branches/events.js';
import { tagged, type EntryRules } from './entry-rule.js';

const POST_NAMES: Readonly<Record<Post, { zh: string; en: string }>> = {
  secretary: { zh: '党支部书记', en: 'secretary' },
  'deputy-secretary': { zh: '党支部副书记', en: 'deputy secretary' },
  'committee-member': { zh: '支委', en: 'committee member' },
  clerk: { zh: '干事', en: 'clerk' },
};

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
};
