import { App, ExpressReceiver } from '@slack/bolt';

/** The least that a Slack app on the same framework costs: what start-up and memory are measured beside. */
const receiver = new ExpressReceiver({ signingSecret: 'bench' });
receiver.router.get('/readyz', (_request, response) => void response.send('ok'));
const app = new App({ token: 'xoxb-bench', receiver, tokenVerificationEnabled: false });
app.command('/buildrunner', ({ ack }) => ack());
await app.start({ port: Number(process.env.PORT), host: '127.0.0.1' });
