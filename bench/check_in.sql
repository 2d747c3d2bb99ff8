-- The statements of one accepted check-in (services/registration/operations/check_in.py), for pgbench.
--
--   pgbench --no-vacuum --protocol=prepared --file=bench/check_in.sql --client=8 --jobs=2 \
--       --define=clients=8 --define=round=0 --transactions=500 registration
--
-- Prepare the database with confirmed delegates of the conference `bench` and its gate `a`, whose passes have the ids
-- 00000000-0000-4000-8000-000000000000, …001, …002 and so on in hexadecimal: as many as clients × transactions.
-- Every client takes every eighth pass, so each transaction is a first check-in. `round` counts up by itself.
\set number :round * :clients + :client_id
\set round :round + 1
BEGIN;
SELECT delegates.id AS delegate_id, delegates.full_name, delegates.post, delegates.kind, delegates.state,
       delegates.unit, units.name AS unit_name, delegates.category, participant_categories.name AS category_name,
       EXISTS (SELECT * FROM gates WHERE gates.conference = 'bench' AND gates.code = 'a') AS gate_known,
       passes.id AS pass_id, passes.revoked_at, passes.expires_at
  FROM delegates
  LEFT OUTER JOIN units ON units.conference = delegates.conference AND units.code = delegates.unit
  JOIN participant_categories ON participant_categories.conference = delegates.conference
                             AND participant_categories.code = delegates.category
  JOIN passes ON passes.delegate_id = delegates.id
 WHERE delegates.conference = 'bench'
   AND passes.id = ('00000000-0000-4000-8000-' || lpad(to_hex(:number), 12, '0'))::uuid \gset
INSERT INTO check_ins (id, conference, scan_id, asked, outcome, problem, pass_id, delegate_id, first_id, gate,
                       scanned_at, received_at, by)
VALUES (md5('check-in' || :number)::uuid, 'bench', md5('scan' || :number)::uuid, repeat('0', 64), 'accepted', NULL,
        :'pass_id', :'delegate_id', NULL, 'a', now(), now(), 'bench')
    ON CONFLICT DO NOTHING;
INSERT INTO outbox (event_id, type, source, subject, sequence, conference, "time", traceparent, body, recorded_at)
VALUES (md5('event' || :number)::uuid, 'registration.attendance_recorded.v1', 'registration',
        'check_in/' || md5('check-in' || :number)::uuid, 1, 'bench', now(), NULL,
        jsonb_build_object('conference', 'bench', 'check_in_id', md5('check-in' || :number)::uuid,
                           'delegate_id', :'delegate_id', 'full_name', :'full_name', 'unit', :'unit',
                           'unit_name', :'unit_name', 'category', :'category', 'gate', 'a', 'scanned_at', now()),
        now());
COMMIT;
