import { expect, it } from 'vitest';
import { createApiClient, readYourWrites } from './client.ts';

it('a client sends back the highest position that an answer has named', async () => {
  const positions = ['7', undefined, '5', '9'];
  const sent: (string | null)[] = [];
  const api = createApiClient({
    baseUrl: 'http://localhost',
    fetch: (request) => {
      sent.push(request.headers.get('skilltrace-position'));
      const position = positions.shift();
      return Promise.resolve(Response.json({}, { headers: position === undefined ? {} : { 'Skilltrace-Position': position } }));
    },
  });
  api.use(readYourWrites());
  for (let count = 0; count < 5; count++) await api.GET('/api/session');
  expect(sent).toEqual([null, '7', '7', '7', '9']);
});
