import fc from 'fast-check';

// The same random inputs at every run, so that a red check is never chance; `FUZZ_SEED=$RANDOM npm run unit` looks elsewhere.
fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 20_261_123) });
