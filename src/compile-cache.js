// Loaded before anything else (`node --import`), and JavaScript for that reason: what is compiled and stripped of its
// types is kept from one start to the next, so that from the second on not even the compiler is loaded.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// In our own folder: code in one that others may write to could be theirs. Where it cannot be written, nothing is kept.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/buildrunner'));
