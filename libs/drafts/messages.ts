import type { Catalogue } from '#platform/http/messages.js';

export const draftMessages: Catalogue = {
  'draft-key-invalid': {
    zh: '草稿的键应为年度（2024）、年度与支部编码（2024-03），或问题编号。',
    en: 'A draft is kept under a year (2024), a year and branch (2024-03), or the number of a problem.',
  },
  'draft-too-large': { zh: '草稿过大，最多 {max} 字节。', en: 'The draft is too large; {max} bytes at most.' },
  'too-many-drafts': {
    zh: '草稿已达 {max} 份，请先删除不用的草稿。',
    en: 'There are {max} drafts already; delete those that are of no use.',
  },
  'if-match-required': {
    zh: '草稿已存在，请先读取，并以其 ETag 作为 If-Match 提交，以免覆盖他人的修改。',
    en: 'There is a draft already: read it and send its ETag as If-Match, so that nobody’s words are lost.',
  },
  'draft-issued': {
    zh: '该草稿已以此 Idempotency-Key 登记。',
    en: 'The draft was recorded under this Idempotency-Key.',
  },
  'draft-not-found': { zh: '没有可提交的草稿。', en: 'There is no draft to submit.' },
  'draft-and-body': {
    zh: '以草稿提交时不另填内容。',
    en: 'What is submitted from a draft is not given in the request as well.',
  },
};
