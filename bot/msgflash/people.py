"""Contacts and looked-up numbers in MsgFlash's JSON, as frozen models that ignore what they do not know."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.lenient import MaybeCount, MaybeText, Texts, object_or_none
from conversations.people import Contact
from conversations.workspace import ContactId
from storage.contacts import Person


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


class ContactModel(_Model):
    id: Annotated[str, Field(min_length=1)]
    name: MaybeText = None
    phone: MaybeText = None
    tags: Texts = ()
    temperature: MaybeText = None

    def value(self) -> Person:
        phone = f"+{self.phone.strip().lstrip('+')}" if self.phone else ""
        name = " ".join((self.name or "").split()) or phone or self.id
        return Person(Contact(ContactId(self.id), name, phone), self.tags, self.temperature)


class _Result(_Model):
    on: Texts = Field((), alias="onWhatsApp")
    off: Texts = Field((), alias="notOnWhatsApp")
    invalid: Texts = ()


class LookupModel(_Model):
    """The answer that comes at once; `result` is missing when MsgFlash goes on looking in the background."""

    id: Annotated[str, Field(min_length=1, alias="lookupId")]
    on_count: MaybeCount = Field(None, alias="onWhatsAppCount")
    off_count: MaybeCount = Field(None, alias="notOnWhatsAppCount")
    invalid_count: MaybeCount = Field(None, alias="invalidCount")
    result: Annotated[_Result | None, BeforeValidator(object_or_none)] = None

    def understood(self) -> _Result | None:
        """Return the result if it is as long as MsgFlash says: how a number is written in it is not documented."""
        found = self.result
        if found is None or not (found.on or found.off or found.invalid):
            return None
        counted = ((self.on_count, found.on), (self.off_count, found.off), (self.invalid_count, found.invalid))
        return found if all(count is None or count == len(numbers) for count, numbers in counted) else None
