-- When a tick was last written, and when the plugin was last called for the task and with what outcome, are two things:
-- a tick may expire before it is delivered.
ALTER TABLE cron_task ADD COLUMN last_tick_at timestamptz;
ALTER TABLE cron_task ADD COLUMN last_outcome text CHECK (last_outcome IN ('succeeded', 'failed'));
UPDATE cron_task SET last_tick_at = last_run_at;
