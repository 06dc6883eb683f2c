import type { Message } from '../http/messages.js';

export const NOTICE = Symbol('sign-in notice');

export type Notice = Message;

/** Shown at sign-in unless configured otherwise. */
export const DEFAULT_NOTICE: Notice = {
  zh: '本系统为非涉密系统，严禁存储、处理、传输国家秘密。',
  en: 'This system is not for classified matters: state secrets must not be stored, processed or sent in it.',
};
