"""The switches with which a visitor of the demo makes Telegram or MsgFlash misbehave."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


class NoSuchSwitchError(ValueError):
    """Somebody asked for a switch that does not exist, or for something else than on or off."""


def _ignore(_state: dict[str, bool]) -> None:
    """Nobody wants to hear of changes."""


@dataclass(slots=True)
class Switches:
    """What is out of order at this moment; shared by everyone who plays a part in the demo.

    Read the fields at each request. Write with `turn`, so that `changed` is called with the new state.
    """

    slow: bool = False
    timeout_after_recording: bool = False
    server_error: bool = False
    no_campaigns_plan: bool = False
    disconnected: bool = False
    telegram_slow: bool = False
    telegram_flood: bool = False
    changed: Callable[[dict[str, bool]], None] = field(default=_ignore, repr=False, compare=False)

    def state(self) -> dict[str, bool]:
        """Every switch by its name, as `GET /demo/trouble` tells it."""
        return {
            "slow": self.slow,
            "timeout_after_recording": self.timeout_after_recording,
            "server_error": self.server_error,
            "no_campaigns_plan": self.no_campaigns_plan,
            "disconnected": self.disconnected,
            "telegram_slow": self.telegram_slow,
            "telegram_flood": self.telegram_flood,
        }

    def turn(self, wanted: Mapping[str, object]) -> dict[str, bool]:
        """Set the named switches, all or none of them, and return the new state."""
        known = self.state()
        for name, value in wanted.items():
            if name not in known:
                raise NoSuchSwitchError(f"There is no switch called {name}.")
            if not isinstance(value, bool):
                raise NoSuchSwitchError(f"The switch {name} is true or false.")
        for name, value in wanted.items():
            setattr(self, name, value)
        state = self.state()
        if state != known:
            self.changed(state)
        return state
