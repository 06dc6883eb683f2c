import { Injectable } from '@nestjs/common';
import type { Params } from './fault.js';
import type { Language } from './language.js';

/** A text in both languages; `{name}` stands for a parameter. */
export type Message = Readonly<Record<Language, string>>;

/** Texts by code. */
export type Catalogue = Readonly<Record<string, Message>>;

/** The texts of all contexts together. */
@Injectable()
export class Messages {
  private readonly texts = new Map<string, Message>();

  constructor(catalogues: readonly Catalogue[]) {
    for (const [code, message] of catalogues.flatMap((catalogue) => Object.entries(catalogue))) {
      if (this.texts.has(code)) throw new Error(`two catalogues have a message for ${code}`);
      this.texts.set(code, message);
    }
  }

  has(code: string): boolean {
    return this.texts.has(code);
  }

  /** The code itself where there is no text. */
  text(code: string, language: Language, params: Params = {}): string {
    const template = this.texts.get(code)?.[language] ?? code;
    return template.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
  }
}
