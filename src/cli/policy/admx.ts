/**
 * Administrative templates for Windows group policy: the `.admx` with one policy for each key, and
 * the `.adml` with its words. What is deeper than a list of texts is a box for JSON text.
 */
import { type Form, MANAGED_FORMS } from '../../policy/index.ts';
import { helpOf, type Language, productName, titleOf } from './key-words.ts';
import { xml } from './mac-files.ts';

export interface Template {
  /** Like `Google Chrome`; a name, the same in every language. */
  readonly browser: string;
  /** Lower-case, part of the names of the files. */
  readonly name: string;
  /** Registry key of the extension's settings, without the hive. */
  readonly key: string;
}

const LONGEST_TEXT = 1_000_000;

export function admx({ name, key }: Template): string {
  return document(
    `<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="linkguard_${name}" namespace="LinkGuard.Policies.${name}"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <categories>
    <category name="LinkGuard" displayName="$(string.LinkGuard)"/>
  </categories>
  <policies>
${flatKeys()
  .map((one) => policyOf(one, key))
  .join('\n')}
  </policies>
</policyDefinitions>`,
  );
}

export function adml({ browser }: Template, language: Language): string {
  const keys = flatKeys();
  const strings = [
    ['LinkGuard', `${productName(language)} (${browser})`],
    ...keys.flatMap(({ id, top, label }) => [
      [id, `${titleOf(language, top)}${label && ` – ${label}`}`],
      [`${id}_Help`, `${helpOf(language, top)}\n\n${top}${label && `.${label}`}`],
    ]),
    ...[...new Set(keys.flatMap(({ form }) => optionsOf(form)))].map((one) => [
      `Option_${idOf(one)}`,
      one,
    ]),
  ];
  return document(
    `<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>${xml(`${productName(language)} (${browser})`)}</displayName>
  <description>${xml(productName(language))}</description>
  <resources>
    <stringTable>
${strings.map(([id = '', words = '']) => `      <string id="${id}">${xml(words)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${keys.flatMap(presentationOf).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>`,
  );
}

interface FlatKey {
  readonly id: string;
  /** The key at the top, whose words are used. */
  readonly top: string;
  /** Where it stands below that; '' at the top. */
  readonly label: string;
  /** Registry keys below the settings' own. */
  readonly path: readonly string[];
  readonly valueName: string;
  readonly form: Form;
}

/** An object with parts of its own is a policy for each part. */
function flatKeys(): readonly FlatKey[] {
  return Object.entries(MANAGED_FORMS).flatMap(([key, form]) => flatten(key, [key], form));
}

function flatten(top: string, path: readonly string[], form: Form): readonly FlatKey[] {
  if (form.kind === 'fields') {
    return Object.entries(form.fields).flatMap(([name, part]) =>
      flatten(top, [...path, name], part),
    );
  }
  return [
    {
      id: path.join('_'),
      top,
      label: path.slice(1).join('.'),
      path: path.slice(0, -1),
      valueName: path.at(-1) ?? '',
      form,
    },
  ];
}

function policyOf({ id, path, valueName, form }: FlatKey, key: string): string {
  const at = [key, ...path].join('\\');
  const isPlain = form.kind === 'switch';
  const head = `    <policy name="${id}" class="Both" displayName="$(string.${id})" explainText="$(string.${id}_Help)"${isPlain ? '' : ` presentation="$(presentation.${id})"`} key="${at}"${isPlain ? ` valueName="${valueName}"` : ''}>
      <parentCategory ref="LinkGuard"/>`;
  const body = isPlain
    ? `      <enabledValue><decimal value="1"/></enabledValue>
      <disabledValue><decimal value="0"/></disabledValue>`
    : `      <elements>\n${elementsOf(id, form, `${at}\\${valueName}`, valueName).join('\n')}\n      </elements>`;
  return [head, body, '    </policy>'].join('\n');
}

function elementsOf(id: string, form: Form, below: string, valueName: string): readonly string[] {
  if (form.kind === 'list')
    return [`        <list id="${id}_List" key="${below}" valuePrefix=""/>`];
  if (form.kind === 'map' && form.names === undefined) {
    return [`        <list id="${id}_List" key="${below}" explicitValue="true"/>`];
  }
  if (form.kind === 'map') {
    return (form.names ?? []).map((name) =>
      choice(`${id}_${idOf(name)}`, name, form.options, ` key="${below}"`),
    );
  }
  if (form.kind === 'text' && form.options !== undefined) {
    return [choice(`${id}_Choice`, valueName, form.options, '', true)];
  }
  if (form.kind === 'number') {
    return [
      `        <decimal id="${id}_Number" valueName="${valueName}" minValue="${form.from}" maxValue="${form.to}" required="true"/>`,
    ];
  }
  return [
    `        <text id="${id}_Text" valueName="${valueName}" maxLength="${LONGEST_TEXT}" required="true"/>`,
  ];
}

function choice(
  id: string,
  valueName: string,
  options: readonly string[],
  at: string,
  isRequired = false,
): string {
  const items = options.map(
    (one) =>
      `          <item displayName="$(string.Option_${idOf(one)})"><value><string>${one}</string></value></item>`,
  );
  return [
    `        <enum id="${id}"${at} valueName="${valueName}"${isRequired ? ' required="true"' : ''}>`,
    ...items,
    '        </enum>',
  ].join('\n');
}

function presentationOf({ id, form, valueName }: FlatKey): readonly string[] {
  if (form.kind === 'switch') return [];
  const open = `      <presentation id="${id}">`;
  const close = '      </presentation>';
  const within = (line: string) => [open, `        ${line}`, close];
  if (form.kind === 'list') return within(`<listBox refId="${id}_List">${valueName}</listBox>`);
  if (form.kind === 'map' && form.names === undefined) {
    return within(`<listBox refId="${id}_List">${valueName}</listBox>`);
  }
  if (form.kind === 'map') {
    const boxes = (form.names ?? []).map(
      (name) =>
        `        <dropdownList refId="${id}_${idOf(name)}" noSort="true">${name}</dropdownList>`,
    );
    return [open, ...boxes, close];
  }
  if (form.kind === 'text' && form.options !== undefined) {
    return within(`<dropdownList refId="${id}_Choice" noSort="true">${valueName}</dropdownList>`);
  }
  if (form.kind === 'number') {
    // What stands in the box before anybody writes into it must do no harm: the largest does least.
    const box = `refId="${id}_Number" defaultValue="${form.to}" spin="false"`;
    return within(`<decimalTextBox ${box}>${valueName}</decimalTextBox>`);
  }
  return within(`<textBox refId="${id}_Text"><label>${valueName}</label></textBox>`);
}

function optionsOf(form: Form): readonly string[] {
  return form.kind === 'map' || form.kind === 'text' ? (form.options ?? []) : [];
}

/** Names in templates hold letters, digits and underscores only. */
function idOf(name: string): string {
  return name.replaceAll('-', '_');
}

function document(body: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${body}\n`;
}
