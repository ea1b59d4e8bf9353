"""The WhatsApp numbers: list, one, its state at the provider, its health."""

from bot.demo.msgflash.calls import Answer, Call, Route
from bot.demo.msgflash.instants import written
from bot.demo.msgflash.records import Instance
from bot.demo.msgflash.safety import assess
from bot.demo.msgflash.world import World, found


class Instances:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/instances", self.all),
            Route("GET", "/instances/{id}", self.get),
            Route("GET", "/instances/{id}/state", self.state),
            Route("GET", "/instances/{id}/health", self.health),
        )

    def all(self, _call: Call) -> Answer:
        return Answer([self._shown(instance) for instance in self._world.instances.values()])

    def get(self, call: Call) -> Answer:
        return Answer(self._shown(self._instance(call)))

    def state(self, call: Call) -> Answer:
        instance = self._instance(call)
        connected = self._world.connected(instance)
        return Answer(
            {
                "instanceId": instance.id,
                "status": self._status(instance),
                # Only `open` is documented; `close` is what the engine underneath says otherwise.
                "providerState": "open" if connected else "close",
            }
        )

    def health(self, call: Call) -> Answer:
        instance = self._instance(call)
        verdict = assess(instance, None, connected=self._world.connected(instance))
        return Answer(
            {
                "instanceId": instance.id,
                "status": self._status(instance),
                "state": verdict.state,
                "score": verdict.score,
                "limits": {
                    "maxCampaignRecipients": verdict.advised_recipients,
                    "maxColdRatio": verdict.advised_cold,
                },
            }
        )

    def _instance(self, call: Call) -> Instance:
        return found(self._world.instances, call.path["id"], "Instance")

    def _status(self, instance: Instance) -> str:
        return "connected" if self._world.connected(instance) else "disconnected"

    def _shown(self, instance: Instance) -> dict[str, object]:
        return {
            "id": instance.id,
            "name": instance.name,
            "waNumber": instance.number,
            "status": self._status(instance),
            "webhook": None,
            "meta": None,
            "deletedAt": None,
            "createdAt": written(instance.created_at),
            "updatedAt": written(instance.updated_at),
        }
