/** For owners: proving a domain, and what was decided about it. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import { DomainNameSchema, PROOF_METHODS } from '../../../redress/index.ts';
import {
  ENDPOINTS,
  type OwnerCasesResponse,
  OwnerCasesResponseSchema,
  type OwnerClaimResponse,
  OwnerClaimResponseSchema,
} from '../../../wire/index.ts';
import { type Asked, ask } from '../ui/ask.ts';
import { Failure } from '../ui/failure.tsx';
import { ChoiceField, TextField } from '../ui/fields.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { say } from '../ui/words.ts';
import { OwnerCases } from './owner-cases.tsx';

const KEY = /^[\w-]{43}$/;

export function Owner({ claim }: { claim: string }) {
  const [key, setKey] = useState(claim);
  const [made, setMade] = useState<OwnerClaimResponse>();
  const [cases, setCases] = useState<Asked<OwnerCasesResponse>>();
  const isKey = KEY.test(key.trim());
  const look = useCallback(async (wanted: string) => setCases(await casesOf(wanted)), []);
  useEffect(() => {
    if (KEY.test(claim)) void look(claim);
  }, [claim, look]);

  return (
    <>
      <p class="lead">{say('owner_lead')}</p>
      <div class="columns">
        <NewClaim
          made={(one) => {
            setMade(one);
            setKey(one.claim);
          }}
        />
        <form
          class="card"
          onSubmit={(event) => {
            event.preventDefault();
            if (isKey) void look(key.trim());
          }}
        >
          <h2>{say('owner_open_title')}</h2>
          <TextField
            label={say('owner_key')}
            note={say(key.trim() === '' || isKey ? 'owner_key_note' : 'owner_key_bad')}
            required
            value={key}
            write={setKey}
          />
          <div class="buttons">
            <button type="submit" class="primary" disabled={!isKey}>
              {say('owner_look')}
            </button>
          </div>
        </form>
      </div>
      {made === undefined ? null : <ToPublish claim={made} />}
      <div class="stack" role="status">
        {cases === undefined ? null : <Found cases={cases} claim={key.trim()} look={look} />}
      </div>
    </>
  );
}

function NewClaim({ made }: { made: (claim: OwnerClaimResponse) => void }) {
  const [domain, setDomain] = useState('');
  const [method, setMethod] = useState('dns');
  const [failure, setFailure] = useState<string>();
  const isDomain = v.is(DomainNameSchema, domain.trim());

  async function begin(event: Event) {
    event.preventDefault();
    const body = { domain: domain.trim(), method };
    const asked = await ask(ENDPOINTS.ownerClaims, OwnerClaimResponseSchema, {
      method: 'POST',
      body,
    });
    setFailure(asked.ok ? undefined : asked.code);
    if (asked.ok) made(asked.value);
  }

  return (
    <form class="card" onSubmit={(event) => void begin(event)}>
      <TextField
        label={say('owner_domain')}
        note={say('owner_domain_note')}
        required
        maxLength={253}
        value={domain}
        write={setDomain}
      />
      <ChoiceField
        label={say('owner_method')}
        choices={PROOF_METHODS.map((value) => ({ value, words: say(`method_${value}`) }))}
        value={method}
        write={setMethod}
      />
      {failure === undefined ? null : <Failure code={failure} />}
      <div class="buttons">
        <button type="submit" disabled={!isDomain}>
          {say('owner_begin')}
        </button>
      </div>
    </form>
  );
}

function ToPublish({ claim }: { claim: OwnerClaimResponse }) {
  return (
    <section class="card" aria-labelledby="to-publish">
      <h2 id="to-publish">{say('owner_claim_title')}</h2>
      <p>{say(claim.method === 'dns' ? 'owner_place_dns' : 'owner_place_file')}</p>
      <p class="receipt" dir="ltr">
        <Foreign text={claim.place} />
      </p>
      <p>{say('owner_text')}</p>
      <p class="receipt" dir="ltr">
        {claim.text}
      </p>
      <p class="care">{say('owner_key_note')}</p>
    </section>
  );
}

interface FoundProps {
  readonly cases: Asked<OwnerCasesResponse>;
  readonly claim: string;
  readonly look: (claim: string) => Promise<void>;
}

function Found({ cases, claim, look }: FoundProps) {
  if (!cases.ok) return <Failure code={cases.code} />;
  if (cases.value.provenAt === undefined) return <p class="care">{say('owner_not_proven')}</p>;
  return <OwnerCases found={cases.value} claim={claim} look={() => void look(claim)} />;
}

function casesOf(claim: string): Promise<Asked<OwnerCasesResponse>> {
  return ask(ENDPOINTS.ownerCases, OwnerCasesResponseSchema, { method: 'POST', body: { claim } });
}
