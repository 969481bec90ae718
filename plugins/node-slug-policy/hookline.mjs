// The plugin protocol in plain Node.js: signed hook calls in, calls of the plugin API out.
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const TOLERANCE = 300; // seconds that a call's timestamp may be away
const BODY_LIMIT = 4 * 1024 * 1024;
const REMEMBERED = 10_000;
const env = process.env;

/** Thrown by a handler to cancel the operation; its message is the reason. */
export class Rejection extends Error {}

/** Whether a call carries a Standard Webhooks signature by one of the secrets, over these bytes. */
export function isGenuine(headers, body, secrets, now = Date.now() / 1000) {
  const { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signatures } = headers;
  if (!id || !signatures || !(Math.abs(now - Number(time)) <= TOLERANCE)) return false;
  return secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    if (key.length === 0) return false;
    const wanted = createHmac("sha256", key).update(`${id}.${time}.`).update(body).digest();
    return signatures.split(" ").some((signature) => {
      if (!signature.startsWith("v1,")) return false;
      const given = Buffer.from(signature.slice("v1,".length), "base64");
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
  });
}

/** Read with each call, so that secrets and token can be rotated while the plugin runs. */
function credentials() {
  const file = JSON.parse(readFileSync(env.HOOKLINE_CREDENTIALS_FILE, "utf8"));
  return { token: file.token, secrets: file.signingSecrets ?? [file.signingSecret] };
}

function secretsIfAny() {
  try {
    return credentials().secrets;
  } catch {
    return undefined;
  }
}

/** Calls the plugin API; undefined for what is not there. */
async function api(cause, method, path, body) {
  const gateway = env.HOOKLINE_GATEWAY_URL ?? "http://127.0.0.1:8080";
  const headers = { authorization: `Bearer ${credentials().token}`, "content-type": "application/json" };
  if (cause) headers["hookline-cause"] = cause;
  const answer = await fetch(`${gateway}/plugin-api/v1${path}`, {
    method, headers, body: body === undefined ? undefined : JSON.stringify(body),
    redirect: "error", signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  if (answer.status === 404 && method !== "PUT") return undefined;
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

async function read(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  return size <= BODY_LIMIT ? Buffer.concat(chunks) : null;
}

/** Drops events that come again; one whose handler fails may. */
function once(handler) {
  const seen = new Set();
  return async (event, ctx) => {
    if (seen.has(ctx.id)) return;
    await handler(event, ctx);
    seen.add(ctx.id);
    if (seen.size > REMEMBERED) seen.delete(seen.values().next().value);
  };
}

/** Handlers of hooks whose answer says nothing. */
export function listeners(handlers) {
  return Object.fromEntries(Object.entries(handlers).map(([hook, handler]) => [hook, once(handler)]));
}

/** Answers one hook call: [status, body]. */
async function answer(handlers, hook, headers, body) {
  if (!body) return [413, { title: "The body is too large" }];
  const secrets = secretsIfAny();
  // Not 401: the gateway soon gives up on events that are refused for good.
  if (!secrets) return [503, { title: "The plugin has no credentials yet" }];
  if (!isGenuine(headers, body, secrets)) return [401, { title: "Not signed by the gateway" }];
  if (!Object.hasOwn(handlers, hook)) return [404, { title: "This plugin does not take the hook" }];
  const { event, context } = JSON.parse(body);
  const ctx = { ...context, id: headers["webhook-id"], api: (...call) => api(context.cause, ...call) };
  try {
    const value = await handlers[hook](event, ctx);
    return value == null ? [204] : [200, { value }];
  } catch (error) {
    if (error instanceof Rejection) return [422, { title: "Rejected", detail: error.message }];
    throw error;
  }
}

/** Serves the manifest and the hooks until the process is asked to end. */
export function serve(manifest, handlers) {
  const host = env.HOOKLINE_PLUGIN_HOST ?? "127.0.0.1";
  const server = createServer(async (request, response) => {
    const reply = (status, body) => {
      const type = status < 400 ? "application/json" : "application/problem+json";
      if (body === undefined) return response.writeHead(status).end();
      response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
    };
    try {
      const { pathname } = new URL(request.url, "http://plugin");
      const endpoint = env.HOOKLINE_PLUGIN_URL ?? `http://${host}:${server.address().port}`;
      if (pathname === "/.well-known/hookline-plugin.json") return reply(200, { ...manifest, endpoint });
      if (pathname === "/health") return reply(200, { status: "UP" });
      if (request.method !== "POST" || !pathname.startsWith("/hook/")) return reply(404, { title: "Not found" });
      const hook = decodeURIComponent(pathname.slice("/hook/".length));
      reply(...(await answer(handlers, hook, request.headers, await read(request))));
    } catch (error) {
      console.error(request.url, error.message);
      reply(500, { title: "The handler failed" });
    }
  });
  server.listen(Number(env.HOOKLINE_PLUGIN_PORT ?? 0), host, () =>
    console.log(`plugin ${manifest.id} listens on http://${host}:${server.address().port}`));
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => server.close(() => process.exit(0)));
}
