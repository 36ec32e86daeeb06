/**
 * The settings for a transaction that reads the whole ledger: several processors, and memory for hash tables of all pairs of person and
 * skill. Other reads use one processor (`ReadDatabase`).
 */
export const FOR_EVERYTHING = "SET LOCAL max_parallel_workers_per_gather = 2; SET LOCAL work_mem = '64MB'";
