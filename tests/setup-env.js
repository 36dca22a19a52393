process.env.CDK_VALIDATION = 'false';

// On a developer's machine property tests try new values every time; in continuous integration a commit is judged by the
// same ones each time.
if (process.env.CI === 'true') require('fast-check').configureGlobal({ seed: 20261122 });
