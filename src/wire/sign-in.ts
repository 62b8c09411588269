/** Signing in at the desk, as its page and the service speak of it. */
import * as v from 'valibot';

/** At most what a person types; longer ones only cost the service time. */
export const PASSWORD_LIMIT = 200;
export const PASSWORD_MINIMUM = 12;

export const CSRF_HEADER = 'Link-Guard-Csrf';

const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const Secret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'expected 43 base64url digits'));
const NewPassword = v.pipe(
  v.string(),
  v.minLength(PASSWORD_MINIMUM, `expected at least ${PASSWORD_MINIMUM} characters`),
  v.maxLength(PASSWORD_LIMIT),
);

export const PasswordSignInSchema = v.strictObject({
  name: Name,
  password: v.pipe(v.string(), v.maxLength(PASSWORD_LIMIT)),
});

export const InvitationSchema = v.strictObject({ invitation: Secret });

export const InvitationPasswordSchema = v.strictObject({
  invitation: Secret,
  password: NewPassword,
});

/** What a passkey says is read by the library that checks it; here it is bounded only. */
const Credential = v.looseObject({
  id: v.pipe(v.string(), v.maxLength(2000)),
  rawId: v.pipe(v.string(), v.maxLength(2000)),
  type: v.literal('public-key'),
  response: v.record(v.string(), v.unknown()),
});

export const PasskeySignInSchema = v.strictObject({ flow: v.string(), credential: Credential });

export const InvitationPasskeySchema = v.strictObject({
  invitation: Secret,
  flow: v.string(),
  credential: Credential,
});

/** `flow` goes back with the credential; `options` is what the browser's own call takes. */
export const PasskeyOptionsSchema = v.object({
  flow: v.string(),
  options: v.looseObject({ challenge: v.string() }),
});

export const InvitedSchema = v.object({ name: v.string(), role: v.string() });

/** Who is signed in, or how one can. */
export const DeskSessionSchema = v.variant('kind', [
  v.object({
    kind: v.literal('signed-in'),
    id: v.string(),
    name: v.string(),
    role: v.string(),
    /** Goes back in a header with everything that changes something. */
    csrf: v.string(),
  }),
  v.object({ kind: v.literal('signed-out'), hasSingleSignOn: v.boolean() }),
]);

export type DeskSession = v.InferOutput<typeof DeskSessionSchema>;
