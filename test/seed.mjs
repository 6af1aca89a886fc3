// Loaded before each test file: property tests draw the same examples on every run, so that CI fails for
// a change and not by chance. `DAYWALL_TEST_SEED=N npm test` searches elsewhere.
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: Number(process.env.DAYWALL_TEST_SEED ?? 20_261_123) });
