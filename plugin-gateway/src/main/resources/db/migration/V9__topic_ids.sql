-- A topic that was deleted and made again counts its offsets from 0. Its id tells for which topic an offset is good; null
-- is an offset from before this migration, taken to be good.
ALTER TABLE delivery_owner ADD COLUMN topic_id uuid;
ALTER TABLE delivery_start ADD COLUMN topic_id uuid;
