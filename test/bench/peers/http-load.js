/** Sends renamings of branches over so many connections for so long, and prints how many were taken per second. */
const { url, token, connections, seconds, branches } = JSON.parse(process.argv[2]);

// Not by a literal name: it is installed by the bench only.
const load = (name) => import(name);
const { default: autocannon } = await load('autocannon');

const run = `${Date.now()}`;
let sent = 0;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [
    {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      setupRequest: (request) => {
        sent += 1;
        const code = `B${String(1 + (sent % branches)).padStart(4, '0')}`;
        return {
          ...request,
          path: `/api/v1/branches/${code}/name`,
          body: JSON.stringify({ name: `党支部 ${run} ${sent}` }),
        };
      },
    },
  ],
});
process.stdout.write(
  JSON.stringify({ perSecond: result['2xx'] / result.duration, refused: result.non2xx, errors: result.errors }),
);
