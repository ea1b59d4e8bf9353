"""From which WhatsApp number the campaign leaves."""

from dataclasses import dataclass

from conversations.needs import InstanceList, Instances, Need, Nothing
from conversations.replies import shortened, unusable
from conversations.screen import Block, Button, Key, Listed, Warned, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.words import Said, Text
from conversations.workspace import Instance

CHAPTER = Text(fr="Numéro", en="Number")
QUESTION = Text(fr="De quel numéro partira le message ?", en="Which number should it be sent from?")
NONE_AT_ALL = Text(
    fr="Aucun numéro WhatsApp n’est relié à MsgFlash. Reliez-en un dans la console MsgFlash, puis touchez Actualiser.",
    en="No WhatsApp number is linked to MsgFlash. Link one in the MsgFlash console, then tap Refresh.",
)
NONE_CONNECTED = Text(
    fr="Aucun numéro n’est connecté en ce moment. "
    "Reconnectez-en un dans la console MsgFlash, ou choisissez quand même.",
    en="No number is connected right now. Reconnect one in the MsgFlash console, or choose one all the same.",
)
NOT_CONNECTED = Text(
    fr="Le numéro {name} n’était pas connecté quand vous l’avez choisi. "
    "Rien ne partira tant qu’il ne sera pas reconnecté.",
    en="Number {name} was not connected when you chose it. Nothing will be sent until it is connected again.",
)
GONE = Text(
    fr="Ce numéro n’est plus dans la liste. Choisissez-en un autre.",
    en="That number is no longer in the list. Choose another.",
)
REFRESH = Text(fr="↻ Actualiser", en="↻ Refresh")
CONNECTED = Text(fr="{name} · connecté", en="{name} · connected")
CONNECTING = Text(fr="{name} · en connexion", en="{name} · connecting")
DISCONNECTED = Text(fr="{name} · déconnecté", en="{name} · disconnected")
UNREADY = Text(fr="{state} ⚠", en="{state} ⚠")
OTHERWISE = Text(fr="{name} · {status}", en="{name} · {status}")

NAME = 20


@dataclass(frozen=True, slots=True)
class Number:
    """The instance chosen, as it was when it was chosen."""

    instance: Instance


def needs(context: Context) -> Need:
    return Instances()


def suggest(context: Context) -> Number | None:
    """Take the only connected number without asking."""
    connected = [instance for instance in _found(context) if instance.connected]
    return Number(connected[0]) if len(connected) == 1 else None


def ask(context: Context) -> Question:
    instances = sorted(_found(context), key=lambda instance: not instance.connected)
    blocks: tuple[Block, ...] = ()
    if not instances and not isinstance(context.finding, Nothing):
        blocks = (Warned(NONE_AT_ALL()),)
    elif instances and not any(instance.connected for instance in instances):
        blocks = (Warned(NONE_CONNECTED()),)
    phones = tuple(f"{instance.name} · {instance.phone}" for instance in instances if instance.phone)
    blocks = (*blocks, *((Listed(phones),) if phones else ()))
    keys: tuple[Key, ...] = tuple(Button(_state(instance), f"id:{instance.id}") for instance in instances)
    if not any(instance.connected for instance in instances) and not isinstance(context.finding, Nothing):
        keys = (*keys, Button(REFRESH(), "again"))
    return Question(QUESTION(), blocks, rows(keys, 1))


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Chosen(choice) if choice.startswith("id:"):
            chosen = next((found for found in _found(context) if f"id:{found.id}" == choice), None)
            return Problem(GONE()) if chosen is None else Answered(Number(chosen))
        case _:
            return unusable(reply)


def recap(answer: Number, context: Context) -> Said | str:
    if not answer.instance.connected:
        return UNREADY(state=_state(answer.instance))
    name = answer.instance.name
    return f"{name} ({answer.instance.phone})" if answer.instance.phone else name


def notes(answer: Number, context: Context) -> tuple[Block, ...]:
    return () if answer.instance.connected else (Warned(NOT_CONNECTED(name=answer.instance.name)),)


def _found(context: Context) -> tuple[Instance, ...]:
    return context.finding.instances if isinstance(context.finding, InstanceList) else ()


def _state(instance: Instance) -> Said:
    name = shortened(instance.name, NAME)
    match instance.status:
        case "connected":
            return CONNECTED(name=name)
        case "connecting":
            return CONNECTING(name=name)
        case "disconnected":
            return DISCONNECTED(name=name)
        case status:
            return OTHERWISE(name=name, status=status)


STEP = Step(
    name="number",
    chapter=CHAPTER,
    label=CHAPTER,
    answer=Number,
    needs=needs,
    suggest=suggest,
    ask=ask,
    read=read,
    recap=recap,
    notes=notes,
    fields=("instanceId",),
    refusals=("NOT_FOUND", "TEMPLATE_CONTEXT_UNAVAILABLE"),
)
