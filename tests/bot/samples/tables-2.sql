BEGIN TRANSACTION;
CREATE TABLE applied (number integer primary key);
INSERT INTO "applied" VALUES(1);
INSERT INTO "applied" VALUES(2);
CREATE TABLE campaigns (
            talk text not null,
            reference text not null,
            created_at text not null,
            record text not null,
            primary key (talk, reference)
        );
INSERT INTO "campaigns" VALUES('1002:1002','E1MJQ','2026-11-24T04:03:56.138883+00:00','{"":"Record","reference":"E1MJQ","id":"c9d66683-ae6a-4e5a-ad9e-4de9d26c3fd1","name":"All \u00b7 24/11 09:00 \u00b7 E1MJQ","schedule":{"":"datetime","iso":"2026-11-24T08:00:00+00:00"},"created_at":{"":"datetime","iso":"2026-11-24T04:03:56.138883+00:00"}}');
CREATE TABLE conversations (
            talk text primary key,
            chat bigint not null,
            turn bigint not null,
            document text not null,
            owing integer not null,
            shown bigint not null,
            message_id bigint,
            kept integer not null
        , drafts integer not null default 0, unknown integer not null default 0);
INSERT INTO "conversations" VALUES('1002:1002',1002,20,'{"":"Conversation","seed":"1002:1002","language":"en","zone":"Africa/Porto-Novo","turn":20,"stage":{"":"Asking","step":"schedule"},"draft":{"":"Draft","reference":"16ETZ","started_at":{"":"datetime","iso":"2026-11-24T04:03:56.335691+00:00"},"answers":[{"":"Number","instance":{"":"Instance","id":"f3f49249-dc28-4f90-a5ae-c7978306d03b","name":"Boutique Cotonou","phone":"+2290100000000","status":"connected"}},{"":"Recipients","kind":"all","total":248},{"":"Place","zone":"Africa/Porto-Novo"}]},"offered":["in15","at:1795543200","at:1795593600","at:1795629600","at:1796025600","month:2026-11-01","back","/cancel"],"begun":2,"zone_known":true}',0,20,8,0,1,0);
INSERT INTO "conversations" VALUES('1001:1001',1001,15,'{"":"Conversation","seed":"1001:1001","language":"fr","zone":"Africa/Porto-Novo","turn":15,"stage":{"":"Unsettled","reference":"WHCZJ"},"submissions":[{"":"Submission","reference":"WHCZJ","attempt":1,"draft":{"":"Draft","reference":"WHCZJ","started_at":{"":"datetime","iso":"2026-11-24T04:03:58.749830+00:00"},"answers":[{"":"Number","instance":{"":"Instance","id":"f3f49249-dc28-4f90-a5ae-c7978306d03b","name":"Boutique Cotonou","phone":"+2290100000000","status":"connected"}},{"":"Recipients","kind":"all","total":248},{"":"Place","zone":"Africa/Porto-Novo"},{"":"Schedule","at":{"":"datetime","iso":"2026-11-24T08:00:00+00:00"},"zone":"Africa/Porto-Novo"},{"":"Repeat","every":"none"},{"":"Content","kind":"text"},{"":"Body","text":"Bonjour du pass\u00e9"}]},"name":"Tous \u00b7 24/11 09:00 \u00b7 WHCZJ","schedule":{"":"datetime","iso":"2026-11-24T08:00:00+00:00"},"at":{"":"datetime","iso":"2026-11-24T04:04:03.592967+00:00"},"state":"unknown"}],"offered":["there","absent","give up","later"],"begun":1,"zone_known":true}',1,15,6,0,0,1);
CREATE TABLE inbox (
            update_id bigint primary key,
            talk text not null,
            chat bigint not null,
            place bigint not null,
            arrival text not null
        );
CREATE TABLE pulse (name text primary key, at text not null);
CREATE TABLE secrets (name text primary key, sealed text not null);
CREATE TABLE seen (update_id bigint primary key, seen_at text not null);
INSERT INTO "seen" VALUES(800000001,'2026-11-24T04:03:52.982608+00:00');
INSERT INTO "seen" VALUES(800000002,'2026-11-24T04:03:53.303501+00:00');
CREATE TABLE visits (talk text primary key, day text not null);
INSERT INTO "visits" VALUES('1002:1002','2026-11-24');
INSERT INTO "visits" VALUES('1001:1001','2026-11-24');
CREATE INDEX inbox_by_talk on inbox (talk, place);
CREATE INDEX seen_by_age on seen (seen_at);
CREATE INDEX conversations_owing on conversations (owing);
CREATE INDEX campaigns_by_age on campaigns (talk, created_at);
COMMIT;
