#!/usr/bin/env node
import { main } from '../lib/cli';

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
