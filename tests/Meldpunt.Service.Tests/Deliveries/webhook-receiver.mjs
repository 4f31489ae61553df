// A receiver that is not ours: verifies every webhook with the package "standardwebhooks" of the folder that it is given. Its input says, line by line, which secret and which moment hold from now on;
// its output is its port, then one line of JSON for each request. Ends when its input ends.
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const { Webhook } = createRequire(process.argv[2] + '/')('standardwebhooks');
let secret;
let now = 0;
Date.now = () => now;

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts).toString();
  let outcome = 'verified';
  try {
    new Webhook(secret).verify(body, request.headers);
  } catch (error) {
    outcome = error.message;
  }
  console.log(JSON.stringify({ outcome, id: request.headers['webhook-id'] }));
  response.writeHead(outcome === 'verified' ? 204 : 400).end();
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

const input = createInterface({ input: process.stdin });
input.on('line', (line) => ({ secret, now } = JSON.parse(line)));
input.on('close', () => process.exit());
