import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { feedFromArguments, feedUsage } from './feed/feed-from-arguments';

// npm run generate:feed -- --entities N --seed S --out FILE [--region FILE --kinds university,college --bureau --proxy] …

function run(): string {
  const { out, xml, certificateFile, certificate, entities, members } = feedFromArguments(process.argv.slice(2));
  for (const path of [out, certificateFile]) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(out, xml);
  writeFileSync(certificateFile, certificate);
  return `${out}: ${entities} entities, ${members} of the region, ${(xml.length / 1e6).toFixed(1)} MB; ${certificateFile}`;
}

if (process.argv.slice(2).some((one) => one === '--help' || one === '-h')) {
  console.log(feedUsage);
  process.exit();
}
try {
  console.log(run());
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${feedUsage}`);
  process.exitCode = 1;
}
