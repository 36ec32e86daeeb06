-- How much a signal counts in the shares of a distribution. The writers accept no other weight; `packages/domain/src/signals/signal.ts` has the same values.
CREATE OR REPLACE FUNCTION default_signal_weight(p_signal_type signal_type) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE p_signal_type WHEN 'joined' THEN 1 WHEN 'update' THEN 2 WHEN 'completed' THEN 3 END;
