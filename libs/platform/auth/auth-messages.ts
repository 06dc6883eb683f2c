import type { Catalogue } from '../http/messages.js';

/** Signing in, accounts, and who acts in which role. */
export const authMessages: Catalogue = {
  'not-signed-in': { zh: '请先登录。', en: 'Sign in first.' },
  'session-ended': { zh: '会话已结束，请重新登录。', en: 'The session has ended; sign in again.' },
  'sign-in-failed': {
    zh: '账号或密码不正确，或账号已停用。',
    en: 'Wrong account or password, or the account is disabled.',
  },
  'not-allowed': { zh: '您现有的角色不能办理此事。', en: 'None of your roles may do this.' },
  'cross-site-request': { zh: '此请求来自其他网站，已拒绝。', en: 'This request came from another site.' },
  'password-change-required': { zh: '请先修改一次性密码。', en: 'Change the one-time password first.' },
  'password-too-short': { zh: '密码至少 {min} 个字符。', en: 'A password has at least {min} characters.' },
  'password-contains-login': { zh: '密码不得包含账号名。', en: 'A password must not contain the account name.' },
  'password-unchanged': { zh: '新密码不得与旧密码相同。', en: 'The new password must differ from the old one.' },
  'old-password-wrong': { zh: '旧密码不正确。', en: 'The old password is wrong.' },

  'logins-taken': { zh: '账号名已被使用，未建立任何账号。', en: 'Account names are taken; nothing was created.' },
  'login-taken': { zh: '账号名 {login} 已被使用。', en: 'The account name {login} is taken.' },
  'login-unknown': { zh: '没有账号 {login}。', en: 'There is no account {login}.' },
  'login-repeated': { zh: '账号 {login} 重复。', en: '{login} is named twice.' },
  'password-chosen': {
    zh: '{login} 本人已设置密码，请单独重置。',
    en: 'The owner of {login} has chosen a password; reset it by itself.',
  },
  'users-invalid': {
    zh: '有 {count} 处不符合规定，未作任何更改。',
    en: '{count} rule(s) broken; nothing was changed.',
  },
  'grant-unit-required': { zh: '此角色须指明单位。', en: 'This role is held for a unit; name it.' },
  'grant-unit-not-allowed': { zh: '此角色不按单位授予。', en: 'This role is not held for a unit.' },
  'grant-ends-before-start': { zh: '截止日期早于起始日期。', en: 'It would end before it starts.' },
  'last-admin': { zh: '至少须保留一名系统管理员。', en: 'One administrator must remain.' },

  'role-not-held': { zh: '您（或所代录的人）没有办理此事的角色。', en: 'No role that may do this is held.' },
  'role-required': {
    zh: '请以 Acting-Role 指明角色：{roles}。',
    en: 'Say in Acting-Role which role is used: {roles}.',
  },
  'unit-not-held': { zh: '没有该单位的这一角色。', en: 'This role is not held for that unit.' },
  'unit-required': { zh: '请以 Acting-Unit 指明单位：{units}。', en: 'Say in Acting-Unit for which unit: {units}.' },
  'actor-is-another': {
    zh: '只有党委办公室可以代录他人的决定。',
    en: 'Only the office may enter what others decided.',
  },
  'actor-lacks-role': { zh: '此人在 {day} 没有办理此事的角色。', en: 'That person held no role for this on {day}.' },
  'basis-required': { zh: '代录须注明依据（basis）。', en: 'What others decided needs its paper (basis).' },
  'level-not-for-act': {
    zh: '“{act}”不单独限班子，随所办事项；只供班子了解的内容请另行登记（如沟通、批示）。',
    en: '“{actEn}” is read by whoever reads the matter and has no level of its own; what only the committee should read is entered beside it, as a note or an instruction.',
  },
  'level-not-for-role': {
    zh: '您所用的角色不能登记限班子的内容。',
    en: 'Entries for the committee only are not made in this role.',
  },
  'basis-in-future': {
    zh: '依据的日期不能晚于今天（{today}）。',
    en: 'The paper cannot be later than today ({today}).',
  },
  'occurred-in-future': {
    zh: '发生日期不能晚于今天（{today}）。',
    en: 'It cannot have occurred after today ({today}).',
  },
  'late-reason-required': {
    zh: '补录已超过 {days} 天，须说明原因（lateReason）。',
    en: 'More than {days} days late: say why (lateReason).',
  },
};
