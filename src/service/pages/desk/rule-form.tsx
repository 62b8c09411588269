/** The form of a ruling: its whole statement of reasons, as it will be published. */
import { useState } from 'preact/hooks';
import { VIOLATIONS } from '../../../policy/index.ts';
import {
  AUTOMATIONS,
  EXPLANATION_LIMIT,
  FACTS_LIMIT,
  type RulingDraft,
  SCOPES,
} from '../../../redress/index.ts';
import { ChoiceField, LongField, TextField } from '../ui/fields.tsx';
import { say } from '../ui/words.ts';
import { draftOf, emptyRuling, mayBeLesser, type RulingForm } from './ruling-form.ts';

interface RuleFormProps {
  /** Of the complaints; one of them is what the ruling is about. */
  readonly addresses: readonly string[];
  readonly send: (draft: RulingDraft) => Promise<boolean>;
  readonly words: string;
}

interface PartProps {
  readonly form: RulingForm;
  readonly change: (part: Partial<RulingForm>) => void;
}

export function RuleForm({ addresses, send, words }: RuleFormProps) {
  const [form, setForm] = useState(() => emptyRuling(addresses[0] ?? ''));
  const draft = draftOf(form);
  const change = (part: Partial<RulingForm>) => setForm({ ...form, ...part });
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft !== undefined) void send(draft);
      }}
    >
      <h2>{say('rule_title')}</h2>
      <Measure form={form} change={change} />
      <TextField
        label={say('rule_address')}
        required
        value={form.address}
        write={(address) => change({ address })}
      />
      <ChoiceField
        label={say('rule_scope')}
        choices={SCOPES.map((value) => ({ value, words: say(`scope_${value}`) }))}
        value={form.scope}
        write={(scope) => change({ scope })}
      />
      <LongField
        label={say('rule_facts')}
        note={say('rule_facts_note')}
        required
        maxLength={FACTS_LIMIT}
        value={form.facts}
        write={(facts) => change({ facts })}
      />
      <Ground form={form} change={change} />
      <TextField
        label={say('rule_until')}
        note={say('rule_until_note')}
        type="date"
        value={form.until}
        write={(until) => change({ until })}
      />
      <ChoiceField
        label={say('rule_automation')}
        choices={AUTOMATIONS.map((value) => ({ value, words: say(`automation_${value}`) }))}
        value={form.automation}
        write={(automation) => change({ automation })}
      />
      <div class="buttons">
        <button type="submit" class="primary" disabled={draft === undefined}>
          {words}
        </button>
      </div>
    </form>
  );
}

const MEASURES = ['list', 'none', 'allow'] as const;

function Measure({ form, change }: PartProps) {
  return (
    <>
      <ChoiceField
        label={say('rule_measure')}
        empty={say('complain_choose')}
        choices={MEASURES.map((value) => ({ value, words: say(`measure_${value}`) }))}
        value={form.measure}
        write={(measure) => change({ measure })}
      />
      {form.measure === 'list' ? (
        <ChoiceField
          label={say('rule_violation')}
          empty={say('complain_choose')}
          choices={VIOLATIONS.map((value) => ({ value, words: say(`kind_${value}`) }))}
          value={form.violation}
          write={(violation) => change({ violation })}
        />
      ) : null}
      {form.measure === 'list' && mayBeLesser(form.violation) ? (
        <ChoiceField
          label={say('rule_severity')}
          choices={(['severe', 'lesser'] as const).map((value) => ({
            value,
            words: say(`severity_${value}`),
          }))}
          value={form.severity}
          write={(severity) => change({ severity })}
        />
      ) : null}
      {form.measure === 'none' ? (
        <label class="check">
          <input
            type="checkbox"
            checked={form.isUnfounded}
            onChange={(event) => change({ isUnfounded: event.currentTarget.checked })}
          />
          {say('rule_unfounded')}
        </label>
      ) : null}
    </>
  );
}

const GROUNDS = ['rules', 'unlawful'] as const;

function Ground({ form, change }: PartProps) {
  return (
    <>
      <ChoiceField
        label={say('rule_ground')}
        choices={GROUNDS.map((value) => ({ value, words: say(`ground_${value}`) }))}
        value={form.ground}
        write={(ground) => change({ ground })}
      />
      {form.ground === 'unlawful' ? (
        <TextField
          label={say('rule_law')}
          required
          maxLength={500}
          value={form.law}
          write={(law) => change({ law })}
        />
      ) : null}
      <LongField
        label={say('rule_explanation')}
        required
        rows={3}
        maxLength={EXPLANATION_LIMIT}
        value={form.explanation}
        write={(explanation) => change({ explanation })}
      />
    </>
  );
}
