"""The people an operator finds in the tests: what is read of contacts, tags and lists."""

from datetime import UTC, datetime

from conversations.needs import ContactSample, Finding, SampleContacts
from conversations.people import (
    Contact,
    ContactPage,
    ContactSearch,
    Gather,
    Gathered,
    KnownTags,
    ListId,
    Members,
    Sample,
    Selection,
    Settle,
    TagCount,
    TagPage,
    Unread,
)
from conversations.workspace import ContactId

READ_AT = datetime(2026, 4, 14, 8, tzinfo=UTC)
AWA = Contact(ContactId("3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d10"), "Awa Doe", "+33639980001")
ZOE = Contact(ContactId("3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d11"), "Zoé Diop", "+33639980002")
SAM = Contact(ContactId("3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d12"), "Sam", "")
ONE_CHOSEN = Selection(ListId("one"), 1, ("Awa Doe",), (AWA.id,))
LISTED = Gathered(ListId("listed"), 120, 118, 2, 4, 12, 3, ListId("rest"), ("Awa Doe", "Zoé Diop"), READ_AT)
VIP, CLIENT = TagCount("vip", 30), TagCount("client", 144)
TAGS = KnownTags(READ_AT, 240, (CLIENT, VIP))
PEOPLE: dict[type, Finding] = {
    TagPage: Unread(),
    SampleContacts: ContactSample((AWA, SAM)),
    Members: Sample(("Awa Doe", "Zoé Diop")),
    ContactSearch: ContactPage((AWA, ZOE)),
    Settle: ONE_CHOSEN,
    Gather: LISTED,
}
"""The contacts have not been read yet."""
