"""The tables, as numbered changes: append only, each applied once and recorded.

The SQL is what SQLite and PostgreSQL both know.
"""

import sqlite3

from storage.causes import StoreError

APPLIED = "create table if not exists applied (number integer primary key)"
LATEST = "select max(number) from applied"
APPLY = "insert into applied values (:number)"

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # An update waits here from its arrival until its effect is part of the conversation.
        """create table inbox (
            update_id bigint primary key,
            talk text not null,
            chat bigint not null,
            place bigint not null,
            arrival text not null
        )""",
        # By place of arrival: Telegram may start its ids anew at random after a quiet week, and clocks are set back.
        "create index inbox_by_talk on inbox (talk, place)",
        # Telegram may deliver an update twice: its ids are kept for two days, longer than Telegram keeps an update.
        "create table seen (update_id bigint primary key, seen_at text not null)",
        "create index seen_by_age on seen (seen_at)",
        # `shown` is the turn that the living message shows; while it lags behind `turn`, a screen is owed.
        # `owing` is true while something else was asked of the world and has not come back.
        """create table conversations (
            talk text primary key,
            chat bigint not null,
            turn bigint not null,
            document text not null,
            owing integer not null,
            shown bigint not null,
            message_id bigint,
            kept integer not null
        )""",
        "create index conversations_owing on conversations (owing)",
        # What was created through the bot: MsgFlash documents no list of campaigns.
        """create table campaigns (
            talk text not null,
            reference text not null,
            created_at text not null,
            record text not null,
            primary key (talk, reference)
        )""",
        "create index campaigns_by_age on campaigns (talk, created_at)",
    ),
    (
        # What may not lie open in a backup: encrypted before it comes here.
        "create table secrets (name text primary key, sealed text not null)",
        # Written to see whether writing is possible.
        "create table pulse (name text primary key, at text not null)",
        # The day on which somebody wrote last: old drafts are swept out by it.
        "create table visits (talk text primary key, day text not null)",
        "insert into visits select talk, cast(current_date as text) from conversations",
        # Counted when stored, so that nobody has to read every document to know how many there are.
        "alter table conversations add column drafts integer not null default 0",
        "alter table conversations add column unknown integer not null default 0",
    ),
    (
        # A reading of all contacts of a workspace, page by page; the last finished one counts.
        """create table walks (
            walk bigint primary key,
            workspace text not null,
            begun_at text not null,
            next_page text,
            contacts bigint not null,
            finished integer not null
        )""",
        """create table contacts (
            walk bigint not null,
            contact text not null,
            name text not null,
            phone text not null,
            sought text not null,
            temperature text,
            primary key (walk, contact)
        )""",
        "create index contacts_by_phone on contacts (walk, phone)",
        """create table tagged (
            walk bigint not null,
            tag text not null,
            sought text not null,
            contact text not null,
            primary key (walk, tag, contact)
        )""",
        # Selections and what is left of lists, under the digest of what they hold.
        """create table lists (
            list text primary key,
            kind text not null,
            kept_at text not null,
            body text not null
        )""",
        # The contacts that were created, or may have been: no number is created twice.
        """create table additions (
            workspace text not null,
            phone text not null,
            state text not null,
            contact text,
            at text not null,
            primary key (workspace, phone)
        )""",
    ),
    (
        # What is to be looked at when its time (UTC) comes.
        """create table alarms (
            talk text not null,
            name text not null,
            at text not null,
            body text not null,
            primary key (talk, name)
        )""",
        "create index alarms_by_time on alarms (at)",
    ),
    (
        # What is watched of the campaigns created: `next_at` is the second (since 1970) at which something is to be
        # done next, null when nothing is; `message_id` the card; `draft` the answers the campaign was made of.
        """create table watches (
            talk text not null,
            campaign text not null,
            reference text not null,
            chat bigint not null,
            next_at bigint,
            message_id bigint,
            watch text not null,
            draft text not null,
            primary key (talk, campaign)
        )""",
        "create index watches_due on watches (next_at)",
        # How many requests watching has cost on a day (UTC).
        "create table spent (day text primary key, requests bigint not null)",
        # What was learned of a server, so that nobody has to find it out twice.
        "create table facts (name text primary key, fact text not null)",
    ),
    (
        # The ledger of each number: a campaign is told by a mark of its message, never by its words. `held` while it
        # is paused; `sent` is the last count heard, null while none was.
        """create table verdicts (
            talk text not null,
            instance text not null,
            at text not null,
            campaign text,
            reference text,
            message text not null,
            entry text not null,
            held integer not null,
            sent bigint
        )""",
        "create index verdicts_by_age on verdicts (instance, at)",
        "create index verdicts_by_message on verdicts (message, at)",
        "create index verdicts_by_campaign on verdicts (campaign)",
    ),
    (
        # What could not be read any more, as it was stored: a newer or an older version may know how.
        "create table unreadable (talk text not null, kind text not null, at text not null, body text not null)",
    ),
)


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply what is new. The transaction around it holds the lock, so that a second process finds it done."""
    connection.execute(APPLIED)
    done = connection.execute(LATEST).fetchone()[0] or 0
    if done > len(MIGRATIONS):
        raise StoreError("the database is from a newer version of campaign-bot: install that version")
    for number, statements in enumerate(MIGRATIONS[done:], done + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(APPLY, {"number": number})
