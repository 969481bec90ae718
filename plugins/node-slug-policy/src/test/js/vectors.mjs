// Signatures made with the npm package standardwebhooks 1.1.1, to be accepted or refused.
import { strict as assert } from "node:assert";
import { isGenuine } from "../../../hookline.mjs";

const vectors = [
  {
    secret: "whsec_c2VjcmV0IG51bWJlciBvbmUgb2YgdGhlIHZlY3RvcnM=",
    id: "msg_1", time: 1795251136, body: '{"event":{"title":"Ärger 😀"}}',
    signature: "v1,890e9b+g86Ho+54ag47iPs+qz1AZXetN2QT6kgOGG3E=",
  },
  {
    secret: "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    id: "01a1fd4e-67a3-7785-89f7-c67449f44f57", time: 1795251137, body: "",
    signature: "v1,TnQFtFPB+RLJ0ktsHYiLqDTPBUP1KAkhfspqOrfm6FI=",
  },
];

function accepted({ secret, id, time, body, signature }, now = time) {
  const headers = { "webhook-id": id, "webhook-timestamp": String(time), "webhook-signature": signature };
  return isGenuine(headers, Buffer.from(body), [secret], now);
}

for (const vector of vectors) {
  assert.equal(accepted(vector), true);
  assert.equal(accepted(vector, vector.time + 300), true);
  assert.equal(accepted(vector, vector.time + 301), false);
  assert.equal(accepted(vector, vector.time - 301), false);
  assert.equal(accepted({ ...vector, body: vector.body + " " }), false);
  assert.equal(accepted({ ...vector, id: vector.id + "x" }), false);
  assert.equal(accepted({ ...vector, time: vector.time + 1 }), false);
  assert.equal(accepted({ ...vector, time: "soon" }), false);
  assert.equal(accepted({ ...vector, secret: "whsec_" }), false);
  assert.equal(accepted({ ...vector, signature: vector.signature.replace("v1,", "v1a,") }), false);
  assert.equal(accepted({ ...vector, signature: `v1,AAAA ${vector.signature}` }), true);
}
assert.equal(accepted({ ...vectors[0], secret: vectors[1].secret }), false);
console.log("vectors hold");
