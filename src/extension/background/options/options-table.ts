/** Who answers what the options page asks, beside what it asks of chat sites. */
import type { Handlers } from '../../messaging/handle.ts';
import type { OptionsToBackground } from '../../messaging/options.ts';
import {
  appealAgainst,
  exportComplaints,
  forgetComplaint,
  viewComplaint,
} from '../complaints/complaint-case.ts';
import { forgetComplaints, forgetEverything, forgetGateCounts, forgetLookUps } from '../forget.ts';
import { setLanguage, viewLanguage } from '../language.ts';
import { importRuleset } from '../ruleset/import-ruleset.ts';
import { updateRuleset } from '../ruleset/updates.ts';
import { setLogging } from '../service/sent-log.ts';
import { clearExceptions, listExceptions } from '../verdict/exceptions.ts';
import { chooseForCategory, chooseForSite, viewPreferences } from '../verdict/preferences.ts';
import { runDiagnostics } from './diagnostics.ts';
import { exportDevice } from './export-device.ts';
import { setLookups, viewPrivacy } from './privacy.ts';
import { exportSettings, importSettings, readSettings } from './settings-file.ts';
import { testService, viewSources } from './sources.ts';
import { takeHanded, tryLink } from './try-link.ts';

export const OPTIONS_TABLE: Pick<Handlers['page'], keyof OptionsToBackground> = {
  'preferences.view': viewPreferences,
  'category.choose': chooseForCategory,
  'site.choose': chooseForSite,
  'language.view': viewLanguage,
  'language.set': setLanguage,
  'settings.export': exportSettings,
  'settings.read': readSettings,
  'settings.import': importSettings,
  'link.try': tryLink,
  'link.taken': takeHanded,
  'exceptions.list': listExceptions,
  'exceptions.clear': clearExceptions,
  'complaint.view': viewComplaint,
  'complaint.appeal': appealAgainst,
  'complaint.forget': forgetComplaint,
  'device.export': exportDevice,
  'complaints.forget': forgetComplaints,
  'gateCounts.forget': forgetGateCounts,
  'lookups.forget': forgetLookUps,
  'device.forget': forgetEverything,
  'complaints.export': exportComplaints,
  'privacy.view': viewPrivacy,
  'lookups.set': setLookups,
  'lookups.log': setLogging,
  'sources.view': viewSources,
  'service.test': testService,
  'ruleset.update': updateRuleset,
  'ruleset.import': importRuleset,
  'diagnostics.run': runDiagnostics,
};
