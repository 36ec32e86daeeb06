import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { CheckCircledIcon, CircleIcon } from '@radix-ui/react-icons';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { dismiss, useDismissed } from '#lib/dismissed.ts';
import { inDigits } from '#lib/format/number.ts';
import { useChecklist } from '../api/checklist.ts';
import { setupSteps } from '../setup-steps.ts';

export interface SetupChecklistProps {
  personId: number;
  /** Shown instead when all steps are done, or when the admin has hidden the checklist in this browser. */
  otherwise?: ReactNode;
}

/** What an admin of a new installation does next. */
export function SetupChecklist({ personId, otherwise = null }: SetupChecklistProps) {
  const key = `setup.${personId}`;
  const isHidden = useDismissed(key);
  const { data, error, refetch } = useChecklist(!isHidden);
  if (isHidden) return otherwise;
  if (error && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const steps = setupSteps();
  const done = steps.filter(({ step }) => data[step]).length;
  if (done === steps.length) return otherwise;
  const next = steps.find(({ step }) => !data[step])?.step;
  const [count, total] = [inDigits(done), inDigits(steps.length)];
  return (
    <div className="mb-5">
      <Section
        title={t`Set up Skilltrace`}
        actions={
          <span className="flex items-center gap-3 text-sm text-ink-muted">
            <Trans>
              {count} of {total} done
            </Trans>
            <Button size="sm" variant="quiet" onClick={() => dismiss(key)}>
              <Trans>Hide checklist</Trans>
            </Button>
          </span>
        }
      >
        <ol className="grid gap-1 max-sm:gap-3">
          {steps.map(({ step, title, why, action, link }) => (
            <li
              key={step}
              className="grid min-h-11 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)_auto]"
            >
              <span className={cx('shrink-0', data[step] ? 'text-decided' : 'text-ink-faint')}>
                {data[step] ? <CheckCircledIcon /> : <CircleIcon />}
                <span className="sr-only">{data[step] ? t`Done:` : t`Open:`}</span>
              </span>
              <span>
                <span className={cx('block font-medium', data[step] && 'text-ink-muted')}>{title}</span>
                {!data[step] && <span className="block text-sm text-ink-muted">{why}</span>}
              </span>
              {!data[step] && (
                <Link
                  {...link}
                  className={cx(
                    buttonClass(step === next ? 'primary' : 'secondary', 'sm'),
                    'justify-self-start max-sm:col-start-2 max-sm:min-h-11',
                  )}
                >
                  {action}
                  <span className="sr-only">: {title}</span>
                </Link>
              )}
            </li>
          ))}
        </ol>
        <p className="mt-4 max-w-text text-sm text-ink-muted">
          <Trans>
            Do you have this data in other systems?{' '}
            <Link to={paths.adminImports} className="text-accent-ink underline">
              Import files
            </Link>{' '}
            with people, skills, projects and past updates, or import a git history on the command line:{' '}
            <code className="font-mono">npx skilltrace import git</code>.
          </Trans>
        </p>
      </Section>
    </div>
  );
}
