import type { GoalEvents, RequirementEvents } from '#goals/events.js';
import { OUTCOME_NAMES } from '#goals/published/outcomes.js';
import { GOAL_STATUS_TABLE } from '#goals/published/states.js';
import { EVERY_UNIT_OF_ITEM, left, tagged, type EntryRules } from './entry-rule.js';

const goal = { kind: 'goal', branches: tagged, item: (data: { readonly goal: string }): string => data.goal } as const;

const requirement = {
  kind: 'requirement',
  item: (data: { readonly requirement: string }): string => data.requirement,
} as const;

export const goalEntries: EntryRules<GoalEvents> = {
  GoalOpened: left('it only opens the stream; the assignment is the fact'),
  GoalTakenOver: {
    ...goal,
    finds: ({ paper, externalKey }) => [paper.number, externalKey].filter((text) => text !== undefined),
    zh: ({ no, status, since, outcome, paper, statement }) =>
      `期初录入目标任务${no}，${since}起${outcome === undefined ? GOAL_STATUS_TABLE[status].zh : OUTCOME_NAMES[outcome].zh}，见${paper.number}：${statement.text}`,
    en: ({ no, status, since, outcome, paper, statement }) =>
      `Goal ${no} taken over from ${paper.number}: ${outcome === undefined ? GOAL_STATUS_TABLE[status].en : OUTCOME_NAMES[outcome].en}, since ${since}: ${statement.text}`,
  },
  GoalAccepted: { ...goal, zh: () => '认领目标任务', en: () => 'Goal accepted' },
  GoalProgressed: {
    ...goal,
    zh: ({ words }) => `目标进展：${words.text}`,
    en: ({ words }) => `Progress on the goal: ${words.text}`,
  },
  GoalResultSubmitted: {
    ...goal,
    zh: ({ summary }) => `报送目标完成情况：${summary.text}`,
    en: ({ summary }) => `Result of the goal submitted: ${summary.text}`,
  },
  GoalResultReturned: {
    ...goal,
    zh: ({ reason }) => `退回目标完成情况：${reason.text}`,
    en: ({ reason }) => `Result of the goal returned: ${reason.text}`,
  },
  GoalConcluded: {
    ...goal,
    zh: ({ outcome, finding }) => `目标任务${OUTCOME_NAMES[outcome].zh}：${finding.text}`,
    en: ({ outcome, finding }) => `Goal ${OUTCOME_NAMES[outcome].en}: ${finding.text}`,
  },
};

export const requirementEntries: EntryRules<RequirementEvents> = {
  RequirementOpened: left('it only opens the stream; the issue is the fact'),
  RequirementAcknowledged: {
    ...requirement,
    branches: ({ data }) => [data.unit],
    zh: () => '认领工作要求',
    en: () => 'Requirement acknowledged',
  },
  RequirementImplemented: {
    ...requirement,
    branches: ({ data }) => [data.unit],
    zh: ({ words }) => `报送工作要求落实情况：${words.text}`,
    en: ({ words }) => `Implementation of the requirement reported: ${words.text}`,
  },
  RequirementConcluded: {
    ...requirement,
    branches: () => [EVERY_UNIT_OF_ITEM],
    zh: ({ finding }) => `工作要求办结：${finding.text}`,
    en: ({ finding }) => `Requirement concluded: ${finding.text}`,
  },
};
