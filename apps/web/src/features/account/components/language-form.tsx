import { t } from '@lingui/core/macro';
import { Field } from '#components/ui/field.tsx';
import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { LOCALES, nameOfLanguage, preferredLocale } from '#lib/i18n/locale.ts';
import { followLanguageOf } from '#lib/i18n/page-locale.ts';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';
import { useChangeLanguage } from '../api/change-language.ts';

const BROWSER = '';

/** The language of the pages. A change reloads the page. */
export function LanguageForm() {
  const { profile, language } = useSession();
  const change = useChangeLanguage(profile.id);
  const languageOfBrowser = isolate(nameOfLanguage(preferredLocale(navigator.languages)));
  const own = language === null || LOCALES.includes(language) ? [] : [language];
  const onChange = (value: string) => {
    const chosen = value === BROWSER ? null : value;
    change.mutate(chosen, { onSuccess: () => followLanguageOf({ language: chosen }) });
  };
  return (
    <Section title={t`Language`}>
      <Field label={t`Language of the pages`} hint={t`Names and texts that people wrote stay as they are.`}>
        <Select
          className="max-w-72"
          value={(change.isPending || change.isSuccess ? change.variables : language) ?? BROWSER}
          disabled={change.isPending}
          onChange={onChange}
          options={[
            { value: BROWSER, label: t`Language of the browser (${languageOfBrowser})` },
            ...[...LOCALES, ...own].map((locale) => ({ value: locale, label: isolate(nameOfLanguage(locale)) })),
          ]}
        />
      </Field>
      {change.isError && (
        <p role="alert" className="mt-2 text-failed">
          {toApiProblem(change.error).detail}
        </p>
      )}
    </Section>
  );
}
