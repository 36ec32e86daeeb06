import { describe, expect, it } from 'vitest';
import { sqlState, translateDatabaseError } from './sqlstate.js';

const fromPostgres = (message: string, code = 'XX000') => Object.assign(new Error(message), { code });

describe('an error of which Citus passes on only the message', () => {
  it.each([
    ['could not extend file "base/16384/16385": No space left on device', '53100'],
    ['could not write to file "base/pgsql_tmp/pgsql_tmp7.0": No space left on device', '53100'],
    ['could not extend file "base/16384/16385": wrote only 4096 of 8192 bytes at block 7', '53100'],
    ['out of memory', '53200'],
    ['could not read block 7 in file "base/16384/16385": Input/output error', '58030'],
    ['canceling statement due to statement timeout', '57014'],
    ['canceling statement due to lock timeout', '55P03'],
    ['deadlock detected', '40P01'],
    ['could not serialize access due to concurrent update', '40001'],
    ['terminating connection due to administrator command', '57P01'],
    ['cannot execute COPY FROM in a read-only transaction', '25006'],
    ['duplicate key value violates unique constraint "progress_update_keys_pkey_102032"', '23505'],
    ['new row for relation "progress_updates_102008" violates check constraint "content_is_not_empty"', '23514'],
  ])('has the SQLSTATE of its message: %s', (message, state) => {
    expect(sqlState(fromPostgres(message))).toBe(state);
  });

  it('about a full disk is unavailable', () => {
    const error = translateDatabaseError(fromPostgres('could not extend file "base/16384/16385": No space left on device'));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(/^The disk of the database is full\./) });
  });

  it('remains an internal error if the message is another one', () => {
    const error = fromPostgres('invalid memory alloc request size 1073741824');
    expect(translateDatabaseError(error)).toBe(error);
    expect(sqlState(error)).toBe('XX000');
  });

  it('keeps the SQLSTATE of an error that our own functions raise with such a message', () => {
    expect(sqlState(fromPostgres('deadlock detected', 'SK002'))).toBe('SK002');
  });
});
