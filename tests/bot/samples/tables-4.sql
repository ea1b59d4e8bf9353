BEGIN TRANSACTION;
CREATE TABLE additions (
            workspace text not null,
            phone text not null,
            state text not null,
            contact text,
            at text not null,
            primary key (workspace, phone)
        );
CREATE TABLE alarms (
            talk text not null,
            name text not null,
            at text not null,
            body text not null,
            primary key (talk, name)
        );
CREATE TABLE applied (number integer primary key);
INSERT INTO "applied" VALUES(1);
INSERT INTO "applied" VALUES(2);
INSERT INTO "applied" VALUES(3);
INSERT INTO "applied" VALUES(4);
CREATE TABLE campaigns (
            talk text not null,
            reference text not null,
            created_at text not null,
            record text not null,
            primary key (talk, reference)
        );
INSERT INTO "campaigns" VALUES('1002:1002','XBYC5','2026-11-24T04:04:49.855448+00:00','{"":"Record","reference":"XBYC5","id":"c9d66683-ae6a-4e5a-ad9e-4de9d26c3fd1","name":"All \u00b7 24/11 09:00 \u00b7 XBYC5","schedule":{"":"datetime","iso":"2026-11-24T08:00:00+00:00"},"created_at":{"":"datetime","iso":"2026-11-24T04:04:49.855448+00:00"}}');
CREATE TABLE contacts (
            walk bigint not null,
            contact text not null,
            name text not null,
            phone text not null,
            sought text not null,
            temperature text,
            primary key (walk, contact)
        );
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
INSERT INTO "conversations" VALUES('1002:1002',1002,1795493106,'{"":"Conversation","seed":"1002:1002","language":"en","zone":"Africa/Porto-Novo","turn":1795493106,"stage":{"":"Asking","step":"schedule"},"draft":{"":"Draft","reference":"63YK7","started_at":{"":"datetime","iso":"2026-11-24T04:04:50.042314+00:00"},"answers":[{"":"Number","instance":{"":"Instance","id":"f3f49249-dc28-4f90-a5ae-c7978306d03b","name":"Boutique Cotonou","phone":"+2290100000000","status":"connected"}},{"":"Recipients","kind":"all","total":248,"contacts":248,"names":["Tchalla Gbaguidi","Fatou Diallo","Wilfried Hounkpatin","Kodjo Mensah","Ulrich Moreau"]},{"":"Place","zone":"Africa/Porto-Novo"}]},"offered":["in15","at:1795543200","at:1795593600","at:1795629600","at:1796025600","month:2026-11-01","back","/cancel"],"begun":2,"zone_known":true,"hosts":true}',0,1795493106,8,0,1,0);
INSERT INTO "conversations" VALUES('1001:1001',1001,1795493106,'{"":"Conversation","seed":"1001:1001","language":"fr","zone":"Africa/Porto-Novo","turn":1795493106,"stage":{"":"Unsettled","reference":"3QRBK"},"submissions":[{"":"Submission","reference":"3QRBK","attempt":1,"draft":{"":"Draft","reference":"3QRBK","started_at":{"":"datetime","iso":"2026-11-24T04:04:52.453043+00:00"},"answers":[{"":"Number","instance":{"":"Instance","id":"f3f49249-dc28-4f90-a5ae-c7978306d03b","name":"Boutique Cotonou","phone":"+2290100000000","status":"connected"}},{"":"Recipients","kind":"all","total":248,"contacts":248,"names":["Tchalla Gbaguidi","Fatou Diallo","Wilfried Hounkpatin","Kodjo Mensah","Ulrich Moreau"]},{"":"Place","zone":"Africa/Porto-Novo"},{"":"Schedule","at":{"":"datetime","iso":"2026-11-24T08:00:00+00:00"},"zone":"Africa/Porto-Novo"},{"":"Repeat","every":"none"},{"":"Content","kind":"text"},{"":"Body","text":"Bonjour du pass\u00e9"}]},"name":"Tous \u00b7 24/11 09:00 \u00b7 3QRBK","schedule":{"":"datetime","iso":"2026-11-24T08:00:00+00:00"},"at":{"":"datetime","iso":"2026-11-24T04:04:57.289299+00:00"},"state":"unknown"}],"offered":["there","absent","give up","later"],"begun":1,"zone_known":true,"hosts":true}',1,1795493106,6,0,0,1);
CREATE TABLE inbox (
            update_id bigint primary key,
            talk text not null,
            chat bigint not null,
            place bigint not null,
            arrival text not null
        );
CREATE TABLE lists (
            list text primary key,
            kind text not null,
            kept_at text not null,
            body text not null
        );
CREATE TABLE pulse (name text primary key, at text not null);
CREATE TABLE secrets (name text primary key, sealed text not null);
CREATE TABLE seen (update_id bigint primary key, seen_at text not null);
INSERT INTO "seen" VALUES(800000001,'2026-11-24T04:04:46.896898+00:00');
INSERT INTO "seen" VALUES(800000002,'2026-11-24T04:04:47.007264+00:00');
CREATE TABLE tagged (
            walk bigint not null,
            tag text not null,
            sought text not null,
            contact text not null,
            primary key (walk, tag, contact)
        );
CREATE TABLE visits (talk text primary key, day text not null);
INSERT INTO "visits" VALUES('1002:1002','2026-11-24');
INSERT INTO "visits" VALUES('1001:1001','2026-11-24');
CREATE TABLE walks (
            walk bigint primary key,
            workspace text not null,
            begun_at text not null,
            next_page text,
            contacts bigint not null,
            finished integer not null
        );
CREATE INDEX inbox_by_talk on inbox (talk, place);
CREATE INDEX seen_by_age on seen (seen_at);
CREATE INDEX conversations_owing on conversations (owing);
CREATE INDEX campaigns_by_age on campaigns (talk, created_at);
CREATE INDEX contacts_by_phone on contacts (walk, phone);
CREATE INDEX alarms_by_time on alarms (at);
COMMIT;
