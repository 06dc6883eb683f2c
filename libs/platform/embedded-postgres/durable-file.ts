import { randomUUID } from 'node:crypto';
import { chown, open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces the file as a whole, mode 0600: a reader sees the old text or the new one, also after a power cut.
 * Written by root, the file is given to the owner of its folder, so that both may use the folder in turn.
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeNew(draft, text);
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Creates the file, mode 0600; where it cannot be written whole, there is none. */
export async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await writeWhole(file, text);
    await giveToFolderOwner(path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Puts blanks in the place of a file's text, which takes no room on the disk. */
export async function blank(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await writeWhole(file, ' '.repeat((await file.stat()).size));
}

async function writeWhole(file: FileHandle, text: string): Promise<void> {
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the folder's own entries (renames, new files) last. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function giveToFolderOwner(path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(path));
  if (uid !== 0) await chown(path, uid, gid);
}
