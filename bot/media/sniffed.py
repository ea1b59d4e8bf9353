"""What sniffing finds: the type of a file, and how what is in it is coded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`codecs` are named as people name them ("H.264"); they are empty where the type says it all."""

    mime: str
    codecs: tuple[str, ...] = ()
