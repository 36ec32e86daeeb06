import { keepPreviousData } from '@tanstack/react-query';
import { useCancelablePages } from '#lib/api/cancelable.ts';
import { apiPages } from '#lib/api/queries.ts';

export interface FreshnessFilter {
  /** Includes what goes stale in this many days; undefined for what is stale already. */
  days: '30' | '60' | '90' | undefined;
  projectId: number | undefined;
  /** The Tech Lead. */
  leadId: number | undefined;
}

export const freshnessQuery = (filter: FreshnessFilter) => apiPages('/api/freshness', { query: { ...filter } });

/** The validated levels that are stale or go stale soon, oldest validation first. Keeps the previous list while another one loads. */
export const useFreshness = (filter: FreshnessFilter) =>
  useCancelablePages({ ...freshnessQuery(filter), placeholderData: keepPreviousData });

export const projectFreshnessQuery = (leadId: number | undefined) => apiPages('/api/freshness/projects', { query: { leadId } });

/** The projects whose Core Stack is stale or goes stale in 90 days, most stale levels first. */
export const useProjectFreshness = (leadId: number | undefined) =>
  useCancelablePages({ ...projectFreshnessQuery(leadId), placeholderData: keepPreviousData });

export const skillRisksQuery = (asOf: string | undefined) => apiPages('/api/organization/skills/risks', { query: { asOf } });

/** The declared skills that at most one person has validated, or used in the last year, by name. */
export const useSkillRisks = (asOf: string | undefined) =>
  useCancelablePages({ ...skillRisksQuery(asOf), placeholderData: keepPreviousData });
